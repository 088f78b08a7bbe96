"""A round of the mapper: every procedure of ours and of the portal is compared once."""

from datetime import UTC, datetime, timedelta
from typing import ClassVar, Final

from kit.core.model import Aggregate
from kit.core.time import VIETNAM

BEGIN_HOUR: Final = 2
"""Hour in Vietnam at which a round begins each night, after the checks of lanes."""
LATE: Final = timedelta(hours=24)
"""A round that takes longer is late."""


class MappingRound(Aggregate):
    """`behind`: the last code that was compared, "" before the first. It is stored with what was
    learned of the codes up to it, so that a round that ends anywhere is taken up there.
    """

    KIND: ClassVar[str] = "PORTAL"

    id: str = "mapper"
    began_at: datetime | None = None
    ended_at: datetime | None = None
    last_ended_at: datetime | None = None
    lists_compared: bool = False
    behind: str = ""
    compared: int = 0

    @property
    def is_under_way(self) -> bool:
        """Whether it began and has not ended."""
        return self.began_at is not None and self.ended_at is None

    def is_late(self, at: datetime) -> bool:
        """Whether it has been under way for more than a day."""
        return self.is_under_way and self.began_at is not None and at - self.began_at > LATE

    def is_to_begin(self, at: datetime) -> bool:
        """Whether a night began since the last one did."""
        return self.began_at is None or next_begin(self.began_at) <= at


def next_begin(at: datetime) -> datetime:
    """The first moment after `at` at which a round begins."""
    local = at.astimezone(VIETNAM)
    night = local.replace(hour=BEGIN_HOUR, minute=0, second=0, microsecond=0)
    return (night if night > local else night + timedelta(days=1)).astimezone(UTC)


def begun(last: MappingRound, at: datetime) -> MappingRound:
    """The next round."""
    return last.evolve(began_at=at, ended_at=None, lists_compared=False, behind="", compared=0)


def lists_compared(under_way: MappingRound) -> MappingRound:
    """Fields and agencies were compared."""
    return under_way.evolve(lists_compared=True)


def advanced(under_way: MappingRound, behind: str, compared: int) -> MappingRound:
    """Some more procedures were compared, in the order of their codes."""
    return under_way.evolve(behind=behind, compared=under_way.compared + compared)


def ended(under_way: MappingRound, at: datetime) -> MappingRound:
    """Nothing is left to compare."""
    return under_way.evolve(ended_at=at, last_ended_at=at)
