"""When a step is due."""

from datetime import datetime

from casework.domain.case import Case
from casework.domain.course import time_of_step
from casework.repository import CaseworkRepository
from contracts.procedure_terms import Step
from law.time_limit import receipt_time, working_time_after


def step_due(cases: CaseworkRepository, case: Case, step: Step, at: datetime) -> datetime | None:
    """After the working hours that the course gives the step; None if it gives none."""
    limit = case.clock.limit if case.clock else None
    time = time_of_step(step, limit)
    if time is None:
        return None
    calendar = cases.calendar_of(case.agency)
    return working_time_after(calendar, receipt_time(calendar, at).at, time).at
