"""The publication of figures: objects that are served as they are."""

from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kit.core.local_time import LocalTime
from kit.core.model import Model
from status.domain.figure_ports import Objects
from status.domain.figures import MonthFigures
from status.domain.national_status import CODES

JSON: Final = "application/json"


class PublishedMonth(Model):
    """The dossiers filed in a month (YYYY-MM) by national status, as of a moment."""

    figures: MonthFigures
    as_of: LocalTime | None


def key_of_month(month: str) -> str:
    """Where the figures of a month of filing are stored."""
    return f"figures/{month}/status.json"


def publish_month(
    month: str, statuses: Mapping[int, int], objects: Objects, *, at: datetime
) -> None:
    """Write the figures of a month."""
    figures = MonthFigures(month=month, by_code={code: statuses.get(code, 0) for code in CODES})
    published = PublishedMonth(figures=figures, as_of=at)
    objects.put(key_of_month(month), published.model_dump_json().encode(), JSON)


def published_month(month: str, objects: Objects) -> PublishedMonth:
    """The figures of a month as they were written last; zeros where none were."""
    stored = objects.get(key_of_month(month))
    if stored is None:
        empty = MonthFigures(month=month, by_code=dict.fromkeys(CODES, 0))
        return PublishedMonth(figures=empty, as_of=None)
    return PublishedMonth.model_validate_json(stored.body)
