"""The routes of a kiosk's card reader: whoever calls shows the credential of a device."""

from collections.abc import Callable

from contracts.printable import NotPrintable
from contracts.required_documents import PaperHeldByState
from intake.api.at_kiosk import schemas
from intake.api.at_kiosk.handlers import AtKioskHandlers
from intake.api.draft_access import BAD_ANSWERS, CHANGED_OFFER, NOT_OFFERED, STATED
from intake.api.filings.schemas import FilingView
from intake.domain.answer_faults import AnswersRejected
from intake.domain.applicants import ApplicantNotAdmitted
from intake.domain.card_reading import CardReadingNotValid
from intake.domain.completeness import PaperCaseMissing, PaperMissing
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.kiosk import KioskNotValid
from intake.domain.profile_fields import MESSAGES
from intake.domain.transitions import NotInThisState
from kit.core.errors import NotFound
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], AtKioskHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[AtKioskHandlers]:
    """A challenge, a draft that answers it, and its filing."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/card-challenges",
        AtKioskHandlers.issue_challenge,
        id="card_challenges_issue",
        tag="kiosks",
        access=PUBLIC,
        answers=schemas.CardChallengeView,
        problems=(KioskNotValid,),
    )
    router.post(
        "/v1/kiosk-drafts",
        AtKioskHandlers.begin_draft,
        id="kiosk_drafts_begin",
        tag="kiosks",
        access=PUBLIC,
        answers=schemas.KioskDraftView,
        codes=tuple(MESSAGES),
        problems=(
            KioskNotValid,
            CardReadingNotValid,
            NotFound,
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            *STATED,
            *BAD_ANSWERS,
        ),
    )
    router.post(
        "/v1/kiosk-filings",
        AtKioskHandlers.file_draft,
        id="kiosk_drafts_file",
        tag="kiosks",
        access=PUBLIC,
        answers=FilingView,
        problems=(
            KioskNotValid,
            CardReadingNotValid,
            NotFound,
            *NOT_OFFERED,
            FeeLineNotCounted,
            *CHANGED_OFFER,
            NotPrintable,
            AnswersRejected,
            ApplicantNotAdmitted,
            PaperCaseMissing,
            PaperMissing,
            PaperHeldByState,
            *STATED,
            NotInThisState,
        ),
    )
    return router
