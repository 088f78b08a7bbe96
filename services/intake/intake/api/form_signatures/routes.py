"""The routes of the signature of an e-form."""

from collections.abc import Callable

from intake.api.draft_access import NOT_OFFERED
from intake.api.form_signatures.handlers import FormSignatureHandlers
from intake.api.form_signatures.schemas import FormSignatureView, SignatureFileView
from intake.claims.claim import IdentityNotVerified
from intake.domain.answers import AnswersMalformed
from intake.domain.daily_limits import TooManySignatures
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.form_signature import (
    DraftNotReady,
    SigningCertificateForeign,
    SigningCertificateMissing,
    SigningNotOffered,
    SigningUnavailable,
)
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], FormSignatureHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FormSignatureHandlers]:
    """Sign, follow, remove; verify what was filed."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/drafts/{draft}/signature",
        FormSignatureHandlers.sign,
        id="form_signatures_request",
        tag="drafts",
        access=CITIZEN,
        answers=FormSignatureView,
        problems=(
            *NOT_OFFERED,
            NotFound,
            PersonMissing,
            SigningNotOffered,
            IdentityNotVerified,
            DraftNotReady,
            AnswersMalformed,
            FeeLineNotCounted,
            TooManySignatures,
            SigningCertificateMissing,
            SigningCertificateForeign,
            SigningUnavailable,
        ),
    )
    router.get(
        "/v1/drafts/{draft}/signature",
        FormSignatureHandlers.get_signature,
        id="form_signatures_get",
        tag="drafts",
        access=CITIZEN,
        answers=FormSignatureView,
        problems=(AnswersMalformed,),
    )
    router.delete(
        "/v1/drafts/{draft}/signature",
        FormSignatureHandlers.remove_signature,
        id="form_signatures_remove",
        tag="drafts",
        access=CITIZEN,
    )
    router.get(
        "/v1/dossiers/{code}/form-signature",
        FormSignatureHandlers.get_file,
        id="signature_files_get",
        tag="dossiers",
        access=SIGNED_IN,
        answers=SignatureFileView,
    )
    return router
