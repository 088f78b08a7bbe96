"""The contents of the forms that tell an applicant a reason: Mẫu số 02 to 05."""

from typing import Final

from contracts.casework import (
    CaseExtended,
    CasePapersRequested,
    CaseRefused,
    CaseStopped,
    CaseWithdrawn,
)
from contracts.terms import Moment
from documents.domain.document import DocumentRequest
from documents.domain.dossier import Dossier
from documents.rendering import formatting
from documents.rendering.contents import ApplicantContents, applicant_fields, capacity_lines
from documents.rendering.people import Erased, opened
from kit.core.model import SealedValue

WITHDRAWN: Final = (
    "Người nộp hồ sơ đề nghị rút hồ sơ, khi hồ sơ chưa có quyết định và chưa có thông báo kết quả "
    "giải quyết."
)
"""The reason on Mẫu 05 of a withdrawal (rule `stopping_of_a_dossier`); the applicant's own words
are for the agency."""


class ReasonedContents(ApplicantContents):
    """A form with a reason. `signer` is the official's name, None where no official acted."""

    reason: str
    signer: str | None


class SupplementFormContents(ReasonedContents):
    """Mẫu số 02, phiếu yêu cầu bổ sung, hoàn thiện hồ sơ; `until`: when the wait ends."""

    items: tuple[str, ...]
    until: str | None


class RefusalFormContents(ReasonedContents):
    """Mẫu số 03, phiếu từ chối tiếp nhận giải quyết hồ sơ."""


class ApologyFormContents(ReasonedContents):
    """Mẫu số 04, phiếu xin lỗi và hẹn lại ngày trả kết quả. `draft`: a preview."""

    accepted: str
    promised: str
    due: str
    draft: bool = False


class StopFormContents(ReasonedContents):
    """Mẫu số 05, thông báo dừng giải quyết hồ sơ."""


def supplement_form(
    dossier: Dossier, requested: CasePapersRequested, request: DocumentRequest, *, at: Moment
) -> SupplementFormContents:
    """Mẫu số 02 of a request for supplements; raises Erased."""
    return SupplementFormContents(
        **applicant_fields(dossier, at, request),
        reason=_reason(requested.reason),
        signer=opened(requested.by_name),
        capacity=capacity_lines(requested.capacity),
        items=requested.items,
        until=formatting.end(requested.due) if requested.due else None,
    )


def refusal_form(
    dossier: Dossier, refused: CaseRefused, request: DocumentRequest, *, at: Moment
) -> RefusalFormContents:
    """Mẫu số 03 of a refused dossier; raises Erased."""
    return RefusalFormContents(
        **applicant_fields(dossier, at, request),
        reason=_reason(refused.reason),
        signer=opened(refused.by_name),
    )


def apology_form(
    dossier: Dossier, extended: CaseExtended, request: DocumentRequest, *, at: Moment
) -> ApologyFormContents:
    """Mẫu số 04 of an extended case; raises Erased."""
    return ApologyFormContents(
        **applicant_fields(dossier, at, request),
        reason=_reason(extended.reason),
        signer=opened(extended.by_name),
        capacity=capacity_lines(extended.capacity),
        accepted=formatting.day(extended.accepted_at or dossier.filed_at),
        promised=formatting.moment(extended.old_due),
        due=formatting.moment(extended.new_due),
    )


def stop_form(
    dossier: Dossier, stopped: CaseStopped, request: DocumentRequest, *, at: Moment
) -> StopFormContents:
    """Mẫu số 05 of a stopped case; raises Erased."""
    return StopFormContents(
        **applicant_fields(dossier, at, request),
        reason=_reason(stopped.reason),
        signer=opened(stopped.by_name),
        capacity=capacity_lines(stopped.capacity),
    )


def withdrawal_form(
    dossier: Dossier, withdrawn: CaseWithdrawn, request: DocumentRequest, *, at: Moment
) -> StopFormContents:
    """Mẫu số 05 of a case that its applicant withdrew; raises Erased."""
    return StopFormContents(
        **applicant_fields(dossier, at, request),
        reason=WITHDRAWN,
        signer=opened(withdrawn.by_name),
        capacity=capacity_lines(withdrawn.capacity),
    )


def _reason(reason: str | SealedValue) -> str:
    if isinstance(reason, SealedValue):
        raise Erased
    return reason
