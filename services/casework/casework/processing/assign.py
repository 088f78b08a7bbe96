"""Assignment of a step to a desk (phân công xử lý)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import processing
from casework.domain.case import Case, Transition
from casework.domain.course import step_of_course
from casework.processing.step_due import step_due
from casework.repository import CaseworkRepository


class AssignStep(ActCommand):
    """`step` and `desk` are names; a step of the course brings its own time limit."""

    step: str
    desk: str


def assign_step(cases: CaseworkRepository, command: AssignStep, *, at: datetime) -> Case:
    """Raises StepNotInCourse."""

    def move(case: Case) -> Transition:
        procedure = cases.procedure_in_force(case.procedure.code, at)
        step = step_of_course(procedure, command.step)
        due = step_due(cases, case, step, at)
        return processing.assign(case, step=step.name, desk=command.desk, step_due=due)

    return perform(cases, "assign", command, move, at=at)
