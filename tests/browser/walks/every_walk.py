"""The walks in the order of the documents: who walks, and what they came for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from tests.browser.walks import citizen_with_a_phone
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
)
