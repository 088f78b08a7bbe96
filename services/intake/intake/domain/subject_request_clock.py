"""The clocks of a data subject's request: until when it is answered, and until when it is done."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from intake.domain.subject_request import SubjectRequestKind
from kit.core.time import VIETNAM
from law.calendar import Calendar
from law.rulebook import rule_value
from law.time_limit import calendar_days_after, working_days_after

CLOCKS: Final[dict[SubjectRequestKind, str]] = {
    "see": "see",
    "correct": "see",
    "restrict": "restrict",
    "erase": "erase",
}
"""Kind -> its days in the rule `requests_of_the_subject`."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Both at closing time of a day."""

    answer_by: datetime
    due: datetime


def deadlines(calendar: Calendar, kind: SubjectRequestKind, at: datetime) -> Deadlines:
    """Of a request of that moment, whose day is not counted itself."""
    day = at.astimezone(VIETNAM).date()
    days = rule_value("requests_of_the_subject", on=day).value
    return Deadlines(
        answer_by=working_days_after(calendar, day, int(days["answer"])).at,
        due=calendar_days_after(calendar, day, int(days[CLOCKS[kind]])).at,
    )
