"""Correction (đính chính) and recall (thu hồi) of a result that was sealed, perhaps returned.

A corrected result replaces the sealed one as soon as it is sealed itself; till then the first one
holds, and a failure changes nothing. A recalled result holds no more, and the case is in work.
"""

from typing import Final

from casework.domain.case import Case, Transition, transition
from casework.domain.correction import Correction
from casework.domain.official import Official
from casework.domain.proposals import require_other_official
from casework.domain.transitions import next_state
from contracts.casework import CaseCompleted, CaseResultCorrected, CaseResultRecalled
from contracts.result_content import ResultContent, require_content
from contracts.result_templates import template_of
from contracts.terms import SealedResult, SealWanted
from kit.core.errors import Conflicting, Invalid

UNCORRECTED_REASON: Final = "Chưa lập được văn bản đính chính ({why})."
"""The reason of a failed correction; `why` is the stable code of document.failed."""


class CorrectionPending(Conflicting):
    """The corrected result is being made."""

    code = "correction_pending"
    vi = "Kết quả đang được đính chính. Vui lòng đợi văn bản thay thế được ký."
    en = "The result is being corrected. Please wait until the replacing document is signed."


class ResultNotOfCase(Invalid):
    """The case has no sealed result of that id."""

    code = "result_not_of_case"
    vi = "Hồ sơ này không có kết quả đã ký mang mã đó."
    en = "This dossier has no signed result with that code."


def require_no_correction(case: Case) -> None:
    """Raises CorrectionPending."""
    if case.correction:
        raise CorrectionPending


def require_corrector(case: Case, official: Official) -> None:
    """Raises CorrectionPending, HeadRequired, OtherApproverRequired: who proposed the result
    neither corrects nor recalls it.
    """
    require_no_correction(case)
    require_other_official(case, official)


def sealed_result(case: Case, document: str) -> SealWanted:
    """What was asked for where this document is; raises ResultNotOfCase."""
    for wanted in case.wanted:
        result = case.sealed.get(wanted.document)
        if result and result.document == document:
            return wanted
    raise ResultNotOfCase(field="document")


def correct_result(
    case: Case, correction: Correction, content: ResultContent, *, reason: str, signer_name: str
) -> Transition:
    """Đính chính; raises the refusals of `require_content`."""
    require_content(template_of(correction.result.code), content, at="result")
    event = CaseResultCorrected(
        result=correction.result,
        document=correction.document,
        reason=reason,
        signer=correction.by,
        signer_name=signer_name or None,
        content=content,
    )
    return transition(case, "correct_result", event, correction=correction)


def replace_result(case: Case, correction: Correction, result: SealedResult) -> Transition:
    """The corrected result is sealed: it is the one that is returned."""
    sealed = {**case.sealed, correction.result.document: result}
    replaced = case.evolve(sealed=sealed)
    event = CaseCompleted(results=replaced.results)
    return transition(case, "replace_result", event, sealed=sealed, correction=None, closed_at=None)


def fail_correction(case: Case, *, why: str) -> Transition:
    """The corrected result could not be made: the first one holds."""
    reason = UNCORRECTED_REASON.format(why=why)
    return transition(case, "fail_correction", None, reason=reason, correction=None)


def recall_result(case: Case, *, reason: str) -> Transition:
    """Thu hồi: the case is decided anew, or ends otherwise; its due date stays."""
    next_state("recall_result", case.state)
    event = CaseResultRecalled(results=case.results, reason=reason)
    return transition(
        case,
        "recall_result",
        event,
        proposal=None,
        wanted=(),
        sealed={},
        closed_at=None,
    )


def pending_correction(case: Case, wanted: str | None) -> Correction | None:
    """The correction that waits for the result asked for under this id."""
    correction = case.correction
    return correction if correction and correction.result.document == wanted else None
