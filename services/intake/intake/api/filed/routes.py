"""The routes of what an owner does with a dossier that is filed."""

from collections.abc import Callable

from intake.api.draft_access import DRAFTERS
from intake.api.filed import schemas
from intake.api.filed.handlers import FiledDossierHandlers
from intake.domain.answer_faults import AnswersRejected
from intake.domain.answers import AnswersMalformed, AnswersTooLarge
from intake.domain.components import UnknownComponent
from intake.domain.contact_code import ContactCodeRequired
from intake.domain.dossier_contact import IdentityDiffers, TooManyKeys
from intake.domain.filed_dossier import (
    DossierEnded,
    SupplementEmpty,
    SupplementNotRequested,
    WithdrawalRequestedBefore,
)
from intake.domain.profile_fields import MESSAGES
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], FiledDossierHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FiledDossierHandlers]:
    """Supplement, request a withdrawal."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/dossiers/{code}/supplement",
        FiledDossierHandlers.supplement,
        id="filed_dossiers_supplement",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.SupplementSentView,
        problems=(
            UnknownComponent,
            SupplementNotRequested,
            SupplementEmpty,
            PaperForeign,
            PaperUnchecked,
            AnswersTooLarge,
            AnswersMalformed,
            AnswersRejected,
        ),
    )
    router.get(
        "/v1/dossiers/{code}/forms",
        FiledDossierHandlers.get_forms,
        id="filed_dossiers_get_forms",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.FiledFormsView,
    )
    router.post(
        "/v1/dossiers/{code}/withdrawal",
        FiledDossierHandlers.request_withdrawal,
        id="filed_dossiers_request_withdrawal",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.WithdrawalRequestView,
        problems=(DossierEnded, WithdrawalRequestedBefore),
    )
    router.post(
        "/v1/dossiers/{code}/lookup-key",
        FiledDossierHandlers.replace_key,
        id="filed_dossiers_replace_key",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.LookupKeyView,
        problems=(IdentityDiffers, TooManyKeys),
    )
    router.post(
        "/v1/dossiers/{code}/contact",
        FiledDossierHandlers.change_contact,
        id="filed_dossiers_change_contact",
        tag="dossiers",
        access=DRAFTERS,
        answers=schemas.DossierContactView,
        codes=tuple(MESSAGES),
        problems=(IdentityDiffers, ContactCodeRequired),
    )
    return router
