"""The extension with apology (xin lỗi và gia hạn): a later due date, once."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import clock
from casework.domain.case import Case, Transition
from casework.repository import CaseworkRepository
from contracts.terms import Moment


class ExtendCase(ActCommand):
    """`due` is the new due date, `reason` is for the applicant."""

    due: Moment
    reason: str


def extend_case(cases: CaseworkRepository, command: ExtendCase, *, at: datetime) -> Case:
    """Raises the refusals of `law.clock.extension`."""

    def move(case: Case) -> Transition:
        return clock.extend(
            case,
            cases.calendar_of(case.agency),
            cases.clock_of(case),
            due=command.due,
            reason=command.reason,
            at=at,
        )

    return perform(cases, "extend", command, move, at=at)
