"""Rights that reach down the tree of agencies."""

from typing import Any, Self

from pydantic import PrivateAttr

from kit.core.agency_tree import BY_CODES, AgencyTree
from kit.core.model import Model


class ReachesDown(Model):
    """A right for agencies and those below them, in the tree in which it was read.

    Who compares two of them compares what they say, not the trees.
    """

    _tree: AgencyTree = PrivateAttr(default=BY_CODES)

    @property
    def tree(self) -> AgencyTree:
        """Of the day on which the right was read."""
        return self._tree

    def within(self, tree: AgencyTree) -> Self:
        """The same right in another tree."""
        placed = self.model_copy()
        placed._tree = tree
        return placed

    def __eq__(self, other: Any) -> bool:
        return type(self) is type(other) and self.__dict__ == other.__dict__

    def __hash__(self) -> int:
        return hash(tuple(self.__dict__.values()))
