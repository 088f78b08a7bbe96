"""Who may come through a door, and whose object it is: declared with the route, checked at the call."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from kit.directory import Staff
from kit.errors import Forbidden, NotFound
from kit.identity import Kind, Principal


@dataclass(frozen=True, slots=True)
class Access:
    """Which kinds of principal may call; of staff, those with one of `roles` (none named: any official).

    `province`: only officials of the province itself, for what holds in all its agencies. `or_key`: who brings no token
    may bring a look-up key instead; the door then asks whether it fits the object (kit.guessing), and nobody else does.
    """

    kinds: tuple[Kind, ...] = ()
    roles: tuple[str, ...] = ()
    province: bool = False
    or_key: bool = False

    def admits(self, staff: Staff) -> bool:
        """Whether an official has one of the roles, and works where they must hold."""
        return bool(not self.roles or set(self.roles) & set(staff.roles)) and (staff.of_province or not self.province)


PUBLIC = Access()
CITIZEN = Access(("citizen",))
SIGNED_IN = Access(("citizen", "staff"))
SIGNED_IN_OR_KEY = Access(("citizen", "staff"), or_key=True)


def staff(*roles: str, province: bool = False) -> Access:
    """Officials with one of these roles; only those of the whole province where it says so."""
    return Access(("staff",), roles, province)


@dataclass(frozen=True, slots=True)
class Call:
    """One request: who, when, in which language. `seed` is the id of what it creates, the same over repeats.

    `lookup_key` is what the header X-Lookup-Key holds, as it was typed, or "": nobody has checked it yet.
    """

    now: datetime
    seed: str
    language: str = "vi"
    principal: Principal | None = None
    staff: Staff | None = None
    headers: Mapping[str, str] = field(default_factory=dict, repr=False)
    raw: bytes = field(default=b"", repr=False)
    address: str = field(default="", repr=False)
    lookup_key: str = field(default="", repr=False)

    @property
    def sub(self) -> str:
        """The caller's subject; raises Forbidden where nobody is signed in."""
        if self.principal is None:
            raise Forbidden
        return self.principal.sub

    def require_sight(self, *, owner: str | None, agency: str) -> None:
        """The owner and the staff of the agency may see it; to everybody else it does not exist (NotFound)."""
        if self.principal and self.principal.kind == "citizen" and owner is not None and self.principal.sub == owner:
            return
        self.require_agency(agency)

    def require_owner(self, owner: str) -> None:
        """Only the owner; to everybody else it does not exist (NotFound)."""
        if self.principal is None or self.principal.kind != "citizen" or self.principal.sub != owner:
            raise NotFound

    def require_agency(self, agency: str) -> None:
        """Only staff of the agency or of one above it; to everybody else it does not exist (NotFound)."""
        if self.staff is None or not self.staff.covers(agency):
            raise NotFound
