"""The list of procedures as a process keeps it, so that a search does not read the catalogue."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from intake.domain.procedure import ProcedureSummary
from intake.domain.procedure_content import vietnam_day

LIFETIME: Final = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class _Listing:
    """The procedures of a day (Vietnam) as of a publication; none came until `checked_at`."""

    publication: str | None
    day: str
    checked_at: datetime
    procedures: tuple[ProcedureSummary, ...]


class CatalogueListing:
    """The procedures in force, read once and kept.

    For a minute nothing is asked; then one small item tells whether anything was published since,
    and only then, or with a new day, all of them are read again.
    """

    def __init__(
        self,
        last_publication: Callable[[], str | None],
        read: Callable[[datetime], Sequence[ProcedureSummary]],
    ) -> None:
        """`read` sees at least what the publication named before it wrote."""
        self._last_publication = last_publication
        self._read = read
        self._listing: _Listing | None = None

    def procedures(self, at: datetime) -> Sequence[ProcedureSummary]:
        """In the order of the codes, at most a minute old."""
        current, day = self._listing, vietnam_day(at)
        if current and current.day == day and timedelta() <= at - current.checked_at < LIFETIME:
            return current.procedures
        publication = self._last_publication()
        if current and (current.publication, current.day) == (publication, day):
            self._listing = replace(current, checked_at=at)
            return current.procedures
        self._listing = _Listing(publication, day, at, tuple(self._read(at)))
        return self._listing.procedures

    def forget(self) -> None:
        """Something was published here."""
        self._listing = None
