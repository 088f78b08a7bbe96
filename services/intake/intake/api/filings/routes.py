"""The route of a filing."""

from collections.abc import Callable

from contracts.printable import NotPrintable
from contracts.required_documents import PaperHeldByState
from intake.api.draft_access import CHANGED_OFFER, DRAFTERS, NOT_OFFERED, STATED
from intake.api.filings.handlers import FilingHandlers
from intake.api.filings.schemas import FilingView
from intake.domain.account_level import AccountLevelTooLow
from intake.domain.answer_faults import AnswersRejected
from intake.domain.applicants import ApplicantNotAdmitted, OrganisationMissing
from intake.domain.completeness import (
    FormSignatureAwaited,
    FormSignatureVoid,
    PaperCaseMissing,
    PaperMissing,
)
from intake.domain.daily_limits import TooManyFilings
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.kiosk import KioskNotValid
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from intake.domain.transitions import NotInThisState
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], FilingHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FilingHandlers]:
    """Of a draft that becomes a dossier."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/drafts/{draft}/filing",
        FilingHandlers.file_draft,
        id="dossiers_file",
        tag="dossiers",
        access=DRAFTERS,
        answers=FilingView,
        problems=(
            KioskNotValid,
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            PersonMissing,
            NotPrintable,
            AnswersRejected,
            ApplicantNotAdmitted,
            OrganisationMissing,
            PaperForeign,
            PaperUnchecked,
            PaperCaseMissing,
            PaperMissing,
            PaperHeldByState,
            FormSignatureAwaited,
            FormSignatureVoid,
            *STATED,
            NotInThisState,
            AccountLevelTooLow,
            TooManyFilings,
        ),
    )
    return router
