"""What partners reaches beside AWS, as a test puts something in its place."""

from collections.abc import Callable
from random import random
from typing import NamedTuple

from kit.persistence.parallel import EachOf
from partners.domain.ports import ContactMail, Endpoints, WakeQueue


class Outside(NamedTuple):
    """What a test puts in the place of endpoints, their queue, mails, chance and threads."""

    endpoints: Endpoints
    queue: WakeQueue
    mail: ContactMail
    chance: Callable[[], float] = random
    each_of: EachOf = map
