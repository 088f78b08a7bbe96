"""Assignment of a step to a desk (phân công xử lý)."""

from datetime import datetime, timedelta

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.case import Case, Transition
from casework.domain.procedure import step_named
from casework.repository import CaseworkRepository
from law.time_limit import receipt_time, working_time_after


class AssignStep(ActCommand):
    """`step` and `desk` are names; a step of the procedure brings its own time limit."""

    step: str
    desk: str


def assign_step(cases: CaseworkRepository, command: AssignStep, *, at: datetime) -> Case:
    def move(case: Case) -> Transition:
        step_due = _step_due(cases, case, command.step, at)
        return processing.assign(case, step=command.step, desk=command.desk, step_due=step_due)

    return perform(cases, "assign", command, move, at=at)


def _step_due(cases: CaseworkRepository, case: Case, name: str, at: datetime) -> datetime | None:
    """After the working hours that the procedure gives the step; None if it gives none."""
    step = step_named(cases.procedure_in_force(case.procedure.code, at), name)
    if step is None or not step.hours:
        return None
    calendar = cases.calendar_of(case.agency)
    start = receipt_time(calendar, at).at
    return working_time_after(calendar, start, timedelta(hours=step.hours)).at
