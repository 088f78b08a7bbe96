"""The correction of a sealed result (đính chính kết quả): documents seals it anew."""

from datetime import datetime

from casework.acts.perform import ActCommand, perform
from casework.domain import corrections
from casework.domain.case import Case, Transition
from casework.domain.correction import Correction
from casework.repository import CaseworkRepository
from contracts.result_content import ResultContent


class CorrectResult(ActCommand):
    """`document` is the id of the sealed result, `content` all of the corrected one;
    `reason` is for the applicant.
    """

    document: str
    content: ResultContent
    reason: str


def correct_result(cases: CaseworkRepository, command: CorrectResult, *, at: datetime) -> Case:
    """Raises ResultNotOfCase, CorrectionPending, HeadRequired, OtherApproverRequired,
    ResultFileUnchecked, ResultFileDiffers, and the refusals of `require_content`.
    """

    def move(case: Case) -> Transition:
        official = command.official
        correction = Correction(
            result=corrections.sealed_result(case, command.document),
            document=command.document,
            by=official.sub,
            at=at,
        )
        content = cases.result_content(case, command.content, at="result")
        return corrections.correct_result(
            case, correction, content, reason=command.reason, signer_name=official.name
        )

    return perform(cases, "correct_result", command, move, at=at)
