"""The signature that a draft bears at this moment, for its task list and its filing."""

from datetime import datetime

from contracts.intake import FiledSignature
from contracts.terms import ProcedureRef
from intake.domain.completeness import FormSignatureAwaited, FormSignatureVoid
from intake.domain.draft import Draft
from intake.domain.form_signature import FormSignature, draft_statement
from intake.repository import IntakeRepository
from kit.security.mandates import MandateRecords
from kit.security.people import PersonLink


def bears_signature(intake: IntakeRepository, draft: Draft, procedure: ProcedureRef) -> bool:
    """Whether it is signed as it is now."""
    signature = intake.form_signature(draft.id)
    return (
        signature is not None
        and signature.state == "signed"
        and signature.is_of(draft_statement(draft, procedure), signature.signatory)
    )


def signature_to_file(
    signature: FormSignature,
    draft: Draft,
    procedure: ProcedureRef,
    mandates: MandateRecords,
    *,
    at: datetime,
) -> FiledSignature | None:
    """None where nobody signed. Nothing is filed unsigned that somebody wanted to sign, or signed
    before a change: raises FormSignatureAwaited, FormSignatureVoid.
    """
    if signature.state not in ("waiting", "signed"):
        return None
    if not signature.is_of(draft_statement(draft, procedure), signature.signatory):
        raise FormSignatureVoid
    if signature.state == "waiting":
        if at >= signature.expires:
            return None
        raise FormSignatureAwaited
    by_representative = _is_of_representative(signature, draft)
    if by_representative and not _may_file(signature, draft, mandates, at):
        raise FormSignatureVoid
    return signature.filed(by_representative=by_representative)


def _is_of_representative(signature: FormSignature, draft: Draft) -> bool:
    return draft.mandate is not None and signature.signatory == draft.mandate.representative


def _may_file(
    signature: FormSignature, draft: Draft, mandates: MandateRecords, at: datetime
) -> bool:
    """Whether their mandate still holds: it may have been revoked since."""
    representative = PersonLink(person=signature.signatory)
    return mandates.permits(representative, draft.owner or "", "file", draft.procedure, at)
