"""Assignment of a step to a desk (phân công xử lý)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.acts import DESK_ROLES
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_course
from casework.processing.step_due import step_due
from casework.repository import CaseworkRepository
from kit.core.errors import Invalid
from kit.security.staff_directory import Staff


class UnknownOfficial(Invalid):
    """Work is given to officials of the case's agency who act on cases."""

    code = "unknown_official"
    vi = "Cán bộ này không giải quyết hồ sơ của cơ quan."
    en = "This official does not work on dossiers of the agency."


class AssignStep(ActCommand):
    """`step` and `desk` are names; a step of the course brings its own time limit.

    `assignee`: an official at the desk; None: whoever sits there.
    """

    step: str
    desk: str
    assignee: Staff | None = None


def assign_step(cases: CaseworkRepository, command: AssignStep, *, at: datetime) -> Case:
    """Raises StepNotInCourse, UnknownDesk, UnknownOfficial."""

    def move(case: Case) -> Transition:
        if command.assignee:
            _require_works_on(case, command.assignee)
        procedure = cases.procedure_in_force(case.procedure.code, at)
        step = step_of_course(procedure, command.step)
        due = step_due(cases, case, step, at)
        return processing.assign(
            case,
            step=step.name,
            desk=cases.desk(case.agency, command.desk),
            step_due=due,
            official=command.assignee,
        )

    return perform(cases, "assign", command, move, at=at)


def _require_works_on(case: Case, official: Staff) -> None:
    if not official.covers(case.agency) or not set(DESK_ROLES) & set(official.roles):
        raise UnknownOfficial(field="official")
