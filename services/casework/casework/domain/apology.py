"""The drafting of an apology: what the head may send before a case is late."""

from datetime import datetime
from typing import Final

from casework.domain.apology_draft import ApologyDraft
from casework.domain.case import Case
from kit.core.errors import ServiceError
from kit.core.time import VIETNAM
from law.calendar import Calendar
from law.clock.count import recount
from law.clock.extension import extend
from law.clock.facts import Extension
from law.rulebook import rule_value
from law.time_limit import working_time_after

SHARE: Final = 2
"""The draft gives half of the limit's working time more (assumed); the head writes what is true."""
REASON: Final = "Bước “{step}” chưa hoàn thành trước ngày hẹn trả kết quả {due}."
UNNAMED_STEP: Final = "giải quyết hồ sơ"


def draft_apology(case: Case, calendar: Calendar, *, at: datetime) -> ApologyDraft | None:
    """None where the law lets nobody extend any more."""
    if case.clock is None or case.due is None:
        return None
    promised = recount(calendar, case.clock, case.due.at)
    worked = (calendar.worked_between(start, end) for start, end in promised.stretches)
    more = max(worked) / SHARE
    due = working_time_after(calendar, case.due.at, more).at.replace(second=0, microsecond=0)
    days_before = int(rule_value("moment_of_the_apology", on=at.astimezone(VIETNAM).date()).value)
    try:
        extend(calendar, case.clock, Extension(start=at, due=due), days_before=days_before)
    except ServiceError:
        return None
    day = f"{case.due.at.astimezone(VIETNAM):%d/%m/%Y}"
    return ApologyDraft(due=due, reason=REASON.format(step=case.step or UNNAMED_STEP, due=day))
