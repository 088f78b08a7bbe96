"""An official with their rights."""

from datetime import datetime

from kit.core.model import Model
from kit.security.delegation import Delegation


class Staff(Model):
    """An official: roles, the agencies (codes) whose subtrees they work for, and their desks.

    `office` is how papers name theirs (chức vụ), `delegations` are the rights of others that they
    have for a time.
    """

    sub: str
    roles: tuple[str, ...]
    agencies: tuple[str, ...]
    desks: tuple[str, ...] = ()
    name: str = ""
    office: str | None = None
    delegations: tuple[Delegation, ...] = ()

    def covers(self, agency: str) -> bool:
        """Whether `agency` is one of theirs or lies below one: H49 covers H49.61."""
        return any(agency == own or agency.startswith(own + ".") for own in self.agencies)

    def delegated_roles(self, at: datetime) -> set[str]:
        """The roles in which they may act for others at that moment, somewhere."""
        return {each.role for each in self.delegations if each.holds(at)}

    @property
    def of_province(self) -> bool:
        """Whether they work for the whole province: one of their agencies has none above it (a code
        without a dot).
        """
        return any("." not in own for own in self.agencies)
