"""The people who can sign in: invented citizens, and the officials of the demo."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Literal

from local.demo.people import OFFICIALS, citizen

Kind = Literal["citizen", "staff"]
KINDS: Final[tuple[Kind, ...]] = ("citizen", "staff")
LEVEL: Final = "urn:motcua:loa:2"
"""The level of assurance (`acr`) of a person whose claims count as verified."""
BASIC: Final = "urn:motcua:loa:1"
"""The level of a person who showed no document: nothing of what they claim counts."""
TWO_FACTORS: Final = "urn:motcua:local:two-factors"
LISTED: Final = 6
"""How many citizens the page offers; the username of any other may be typed."""
UNVERIFIED: Final = "cong-dan-999"
"""A citizen whose account is of the basic level."""
_NUMBERED: Final = re.compile(r"cong-dan-(\d{3,7})")
_USERNAME: Final = re.compile(r"[a-z0-9][a-z0-9-]{0,60}")


@dataclass(frozen=True, slots=True)
class Account:
    """Who signs in: `claims` are the provider's facts of them, at the level `acr`."""

    kind: Kind
    username: str
    name: str
    acr: str
    amr: tuple[str, ...]
    claims: Mapping[str, str] = field(default_factory=dict, repr=False)

    @property
    def note(self) -> str:
        """What the page shows beside the name: an identity number, roles, or the low level."""
        return self.claims.get("identity_number", self.username)


def listed(kind: Kind) -> list[Account]:
    """The people that the page offers."""
    if kind == "staff":
        return [_staff(each.username, each.name) for each in OFFICIALS]
    return [*(_citizen(number) for number in range(LISTED)), _unverified()]


def account(kind: Kind, username: str) -> Account | None:
    """A person by username; an unknown official or citizen is somebody without claims."""
    if not _USERNAME.fullmatch(username):
        return None
    if kind == "staff":
        names = {each.username: each.name for each in OFFICIALS}
        return _staff(username, names.get(username, username))
    numbered = _NUMBERED.fullmatch(username)
    if username == UNVERIFIED or not numbered:
        return _unverified(username)
    return _citizen(int(numbered[1]))


def _citizen(number: int) -> Account:
    person = citizen(number)
    return Account("citizen", person.username, person.name, LEVEL, ("face",), person.claims())


def _unverified(username: str = UNVERIFIED) -> Account:
    name = "Người dùng chưa định danh"
    return Account("citizen", username, name, BASIC, ("pwd",), {"name": name})


def _staff(username: str, name: str) -> Account:
    return Account("staff", username, name, TWO_FACTORS, ("pwd", "otp"), {"name": name})
