"""The course of a procedure (quy trình): its steps, who takes each, and how long it may take."""

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING, Final

from contracts.procedure_terms import Step, StepRole
from kit.core.errors import Invalid
from law.clock.limit import TimeLimit

if TYPE_CHECKING:  # the functions that answer requests import no events of intake
    from contracts.intake import ProcedurePublished

HOURS_OF_A_UNIT: Final[Mapping[str, int]] = {"working_day": 8, "working_hour": 1}
USUAL_STEPS: Final[tuple[Step, ...]] = (
    Step(name="Tiếp nhận", role="receptionist"),
    Step(name="Thẩm định", role="officer"),
    Step(name="Ký duyệt", role="approver"),
    Step(name="Trả kết quả", role="receptionist"),
)
"""Where a procedure names no steps."""


class StepNotInCourse(Invalid):
    """The course of the procedure has no such step."""

    code = "step_not_in_course"
    vi = "Quy trình của thủ tục này không có bước mang tên đó."
    en = "The workflow of this procedure has no step with that name."


def step_of_course(procedure: "ProcedurePublished | None", name: str) -> Step:
    """Raises StepNotInCourse; a procedure without steps takes every name."""
    steps = procedure.steps if procedure else ()
    named = next((step for step in steps if step.name == name), None)
    if named is None and steps:
        raise StepNotInCourse(field="step")
    return named or Step(name=name)


def step_of_role(procedure: "ProcedurePublished | None", role: StepRole) -> Step:
    """The first step that this role takes, else the one named as in the usual course."""
    steps = procedure.steps if procedure else ()
    usual = next(step for step in USUAL_STEPS if step.role == role)
    of_role = (step for step in steps if step.role == role)
    return next(of_role, next((step for step in steps if step.name == usual.name), usual))


def time_of_step(step: Step, limit: TimeLimit | None) -> timedelta | None:
    """Its working hours, else its share of a limit in working days or hours; None: no limit."""
    if step.hours:
        return timedelta(hours=step.hours)
    if not step.share or limit is None or limit.unit not in HOURS_OF_A_UNIT:
        return None
    hours = limit.value * HOURS_OF_A_UNIT[limit.unit] * step.share / 100
    return timedelta(hours=float(hours))
