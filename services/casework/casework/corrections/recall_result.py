"""The recall of the results of a decision (thu hồi kết quả): the case is in work again."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import corrections
from casework.domain.case import Case
from casework.repository import CaseworkRepository


class RecallResult(ActCommand):
    """`reason` is for the applicant."""

    reason: str


def recall_result(cases: CaseworkRepository, command: RecallResult, *, at: datetime) -> Case:
    """Raises CorrectionPending, HeadRequired, OtherApproverRequired."""
    return perform(
        cases,
        "recall_result",
        command,
        lambda case: corrections.recall_result(case, reason=command.reason),
        at=at,
    )
