"""The walks in the order of the documents: who walks, and what they came for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.browser.walks import (
    accountant,
    administrator,
    assessor,
    cashier,
    citizen_with_a_phone,
    editor,
    foreigner,
    head,
    journalist,
    old_person_at_a_counter,
    person_who_cannot_see,
    receiver,
    shopkeeper,
)
from tests.browser.walks.walk import Walk
from tests.browser.walks.walking import Walking


@dataclass(frozen=True, slots=True)
class Walker:
    """`short` walks run in `make test`, the others are soak tests."""

    who: str
    came_for: str
    slug: str
    walk: Callable[[Walking], Walk]
    short: bool = False


WALKERS: Final = (
    Walker(
        "A citizen with a phone",
        "registers a phở shop and pays from the same phone",
        citizen_with_a_phone.SLUG,
        citizen_with_a_phone.walk,
    ),
    Walker(
        "A person who can't see",
        "supplements a dossier by a screen reader and the keys",
        person_who_cannot_see.SLUG,
        person_who_cannot_see.walk,
    ),
    Walker(
        "An old person with a counter",
        "files over the counter, and later learns the due date on a neighbour's phone",
        old_person_at_a_counter.SLUG,
        old_person_at_a_counter.walk,
    ),
    Walker(
        "A shopkeeper",
        "pays by card with the code and key of an SMS",
        shopkeeper.SLUG,
        shopkeeper.walk,
        short=True,
    ),
    Walker(
        "A foreigner",
        "learns in English what a licence costs, and checks a certificate",
        foreigner.SLUG,
        foreigner.walk,
    ),
    Walker(
        "A journalist",
        "counts a published figure of the province again",
        journalist.SLUG,
        journalist.walk,
    ),
    Walker(
        "A receiver",
        "accepts what came in overnight",
        receiver.SLUG,
        receiver.walk,
    ),
    Walker(
        "An assessor",
        "reads a dossier of their desk and proposes the result",
        assessor.SLUG,
        assessor.walk,
    ),
    Walker(
        "A head",
        "signs what waits for a signature",
        head.SLUG,
        head.walk,
    ),
    Walker(
        "A cashier",
        "takes a fee in cash with its change, and hands over the drawer",
        cashier.SLUG,
        cashier.walk,
        short=True,
    ),
    Walker(
        "An accountant",
        "closes a day",
        accountant.SLUG,
        accountant.walk,
    ),
    Walker(
        "An administrator",
        "gives a new colleague the rights of a receptionist",
        administrator.SLUG,
        administrator.walk,
    ),
    Walker(
        "An editor",
        "publishes a shorter name of a procedure from a day on",
        editor.SLUG,
        editor.walk,
    ),
)
