"""Document events: sealed results complete a case, a failed one sends it back to its official."""

from datetime import datetime

from casework.domain import corrections, processing
from casework.domain.case import Case
from casework.repository import CaseworkRepository
from contracts.documents import DocumentFailed, DocumentSealed
from contracts.terms import SealedResult, SealWanted
from kit.core.events import Envelope


def apply_document_sealed(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """A result of an earlier decision changes nothing."""
    document = message.read(DocumentSealed)
    correction = corrections.pending_correction(case, document.wanted)
    if correction:
        result = sealed_as(correction.result, message.subject, document)
        cases.commit_act(corrections.replace_result(case, correction, result), at=at, cause=message)
        return
    wanted = processing.wanted_result(case, document.wanted)
    if wanted is None or case.state != "signing":
        cases.record(message, at)
        return

    result = sealed_as(wanted, message.subject, document)
    changed = processing.with_sealed_result(case, wanted, result)

    if processing.is_complete(changed):
        cases.commit_act(processing.complete(changed), at=at, cause=message)
    else:
        cases.commit_case(changed, cause=message, at=at)


def sealed_as(wanted: SealWanted, id: str, document: DocumentSealed) -> SealedResult:
    """The result as documents sealed it, by its id there."""
    return SealedResult(document=id, name=wanted.name, sha256=document.sha256, file=document.file)


def apply_document_failed(
    cases: CaseworkRepository, case: Case, message: Envelope, *, at: datetime
) -> None:
    """A result of an earlier decision changes nothing."""
    document = message.read(DocumentFailed)
    if corrections.pending_correction(case, document.wanted):
        failure = corrections.fail_correction(case, why=document.why)
    elif processing.wanted_result(case, document.wanted) and case.state == "signing":
        failure = processing.fail_seal(case, why=document.why)
    else:
        cases.record(message, at)
        return

    cases.commit_act(failure, at=at, cause=message)
