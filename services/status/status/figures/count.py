"""Counts the dossiers of a month."""

from typing import TYPE_CHECKING

from status.domain.figures import MonthFigures
from status.domain.national_status import CODES

if TYPE_CHECKING:  # the look-up, in the same function, starts faster without it
    from status.repository import StatusRepository


def count_dossiers(repository: "StatusRepository", month: str) -> MonthFigures:
    """The dossiers filed in a month (YYYY-MM, Vietnam's time) by their present status."""
    counts = dict(repository.figures(month))
    return MonthFigures(month, {code: counts.get(code, 0) for code in CODES})
