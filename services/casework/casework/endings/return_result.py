"""The return of the result to the citizen (trả kết quả)."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import endings
from casework.domain.case import Case
from casework.domain.endings import ReturnMethod
from casework.repository import CaseworkRepository


class ReturnResult(ActCommand):
    """`how` the result reaches the citizen."""

    how: ReturnMethod


def return_result(cases: CaseworkRepository, command: ReturnResult, *, at: datetime) -> Case:
    """Raises FeeUnpaid."""
    return perform(
        cases,
        "return_result",
        command,
        lambda case: endings.return_result(case, how=command.how, at=command.happened(at)),
        at=at,
    )
