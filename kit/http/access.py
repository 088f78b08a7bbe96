"""Which principals a route admits, declared with the route and checked at each request."""

from datetime import datetime, timedelta
from typing import Final, NamedTuple

from kit.security.principal import Kind
from kit.security.staff_directory import Staff

FRESH: Final = timedelta(minutes=15)
"""How old the sign-in may be of who signs, lets money go or gives rights."""


class Access(NamedTuple):
    """Which kinds of principal may call; of staff, those with one of `roles` (none: any official).

    `province`: only officials of the province itself, for what holds in all its agencies. `or_key`:
    who brings no token may bring a look-up key instead. The handler then asks whether it fits the
    object (`kit.http.lookup_attempt`), and nobody else does. `deputies`: also officials who have
    such a role by delegation; the handler asks for which agency. `fresh`: how long ago the caller
    may have signed in, as the token's `auth_time` states it; None: however long.
    """

    kinds: tuple[Kind, ...] = ()
    roles: tuple[str, ...] = ()
    province: bool = False
    or_key: bool = False
    deputies: bool = False
    fresh: timedelta | None = None

    @property
    def is_for_programs(self) -> bool:
        """Whether a key of a program (X-Api-Key) may stand in the place of a token."""
        return "integrator" in self.kinds

    def admits(self, staff: Staff, now: datetime) -> bool:
        """Whether an official has one of the roles, and works where they must hold."""
        roles = {*staff.roles, *(staff.delegated_roles(now) if self.deputies else ())}
        return bool(not self.roles or set(self.roles) & roles) and (
            staff.of_province or not self.province
        )


PUBLIC = Access()
CITIZEN = Access(("citizen",))
SIGNED_IN = Access(("citizen", "staff"))
LOOKUP_KEY = Access(or_key=True)
PROGRAM = Access(("integrator",))
"""A partner's program, by a token or by a key (X-Api-Key) of its own."""
SIGNED_IN_OR_KEY = Access(("citizen", "staff"), or_key=True)


def staff(
    *roles: str, province: bool = False, deputies: bool = False, fresh: bool = False
) -> Access:
    """Officials with one of these roles; only those of the whole province where it says so, and
    only those who signed in within FRESH where it is `fresh`.
    """
    return Access(("staff",), roles, province, deputies=deputies, fresh=FRESH if fresh else None)
