"""A deputy (người được ủy quyền): an official who acts for another by a delegation."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from casework.domain.official import DelegatedRight, Official
from contracts.terms import Capacity


@dataclass(frozen=True, slots=True)
class Deputy:
    """The right of one delegation, and no other: what a deputy has is not delegated again."""

    official: Official
    right: DelegatedRight

    @property
    def sub(self) -> str:
        return self.official.sub

    @property
    def name(self) -> str:
        return self.official.name

    @property
    def roles(self) -> tuple[str, ...]:
        return (self.right.role,)

    @property
    def delegations(self) -> Sequence[DelegatedRight]:
        return ()

    def covers(self, agency: str) -> bool:
        return self.right.covers(agency)


def acting_as(official: Official, at: datetime) -> Iterator[Official]:
    """As whom an official may act: as they are, then for others whose role they do not have."""
    yield official
    for right in official.delegations:
        if right.holds(at) and right.role not in official.roles:
            yield Deputy(official, right)


def capacity_of(official: Official) -> Capacity | None:
    """For whom an official acts; None for themselves."""
    if not isinstance(official, Deputy):
        return None
    right = official.right
    return Capacity(kind=right.kind, office=right.office, title=right.title, official=right.by)


def subjects_of(official: Official) -> set[str]:
    """Who acts, and for whom: neither may have proposed what is approved."""
    capacity = capacity_of(official)
    return {official.sub, capacity.official} if capacity else {official.sub}
