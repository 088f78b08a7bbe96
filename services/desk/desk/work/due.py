"""How far the end of a limit is away, in words and by a colour."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from front.visit import Visit

SOON: Final = timedelta(hours=24)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass(frozen=True, slots=True)
class DueWords:
    """`tag` is the class of a tag (front.css)."""

    text: str
    tag: str


def due_words(visit: Visit, due: datetime) -> DueWords:
    """ "còn 2 giờ", "trễ 1 ngày": whole days, below a day whole hours, below an hour minutes."""
    left = due - visit.now
    is_late = left < timedelta()
    tag = "bad" if is_late else "warn" if left < SOON else "over"
    unit, count = _measure(abs(left))
    key = f"due.{'late' if is_late else 'left'}_{unit}"
    if visit.language == "en" and count == 1:
        key += "_one"
    return DueWords(visit.translate(key, count=count), tag)


def _measure(span: timedelta) -> tuple[str, int]:
    if span >= DAY:
        return "days", span // DAY
    if span >= HOUR:
        return "hours", span // HOUR
    return "minutes", max(1, span // timedelta(minutes=1))
