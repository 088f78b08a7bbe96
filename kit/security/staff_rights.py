"""An official with their rights."""

from datetime import datetime
from typing import Self

from kit.core.agency_tree import AgencyTree
from kit.security.delegation import Delegation
from kit.security.reach import ReachesDown


class Staff(ReachesDown):
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
        """Whether `agency` is one of theirs or stands below one in the tree of this moment."""
        return self.tree.is_within(agency, self.agencies)

    def within(self, tree: AgencyTree) -> Self:
        """The same rights, and those of others, in another tree."""
        delegations = tuple(each.within(tree) for each in self.delegations)
        return super().within(tree).model_copy(update={"delegations": delegations})

    def delegated_roles(self, at: datetime) -> set[str]:
        """The roles in which they may act for others at that moment, somewhere."""
        return {each.role for each in self.delegations if each.holds(at)}

    @property
    def of_province(self) -> bool:
        """Whether they work for the whole province: one of their agencies has none above it."""
        return any(len(self.tree.lineage(own)) == 1 for own in self.agencies)
