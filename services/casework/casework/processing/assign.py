"""Assignment of a step to a desk (phân công xử lý)."""

from datetime import datetime, timedelta

from casework.domain import processing
from casework.domain.case import Case
from casework.domain.procedure import step_named
from casework.repository import CaseworkRepository
from contracts.terms import DossierCode
from kit.core.model import Model
from kit.persistence.repository import retry_on_conflict
from kit.platform import fault_injection
from kit.security.staff_directory import Staff
from law.time_limit import receipt_time, working_time_after


class AssignStep(Model):
    """`step` and `desk` are names; a step of the procedure brings its own time limit."""

    code: DossierCode
    official: Staff
    request: str
    step: str
    desk: str


@retry_on_conflict
def assign_step(cases: CaseworkRepository, command: AssignStep, *, at: datetime) -> Case:
    """Raises NotFound, ActNotAllowed."""
    case = cases.case_for(command.official, command.code)
    fault_injection.point("assign.loaded")
    if cases.has_performed(case, "assign", command.request):
        return case

    step_due = _step_due(cases, case, command.step, at)
    assignment = processing.assign(case, step=command.step, desk=command.desk, step_due=step_due)

    assigned = cases.commit_act(
        assignment, at=at, actor=command.official.sub, request=command.request
    )
    fault_injection.point("assign.committed")
    return assigned


def _step_due(cases: CaseworkRepository, case: Case, name: str, at: datetime) -> datetime | None:
    """After the working hours that the procedure gives the step; None if it gives none."""
    step = step_named(cases.procedure_in_force(case.procedure.code, at), name)
    if step is None or not step.hours:
        return None
    calendar = cases.calendar_of(case.agency)
    start = receipt_time(calendar, at).at
    return working_time_after(calendar, start, timedelta(hours=step.hours)).at
