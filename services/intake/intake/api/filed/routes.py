"""The routes of what an owner does with a dossier that is filed."""

from collections.abc import Callable

from intake.api.filed import schemas
from intake.api.filed.handlers import FiledDossierHandlers
from intake.domain.draft import AnswersMalformed, AnswersTooLarge
from intake.domain.filed_dossier import (
    DossierEnded,
    SupplementEmpty,
    SupplementNotRequested,
    WithdrawalRequestedBefore,
)
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from kit.http.access import CITIZEN
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
        access=CITIZEN,
        answers=schemas.SupplementSentView,
        problems=(
            SupplementNotRequested,
            SupplementEmpty,
            PaperForeign,
            PaperUnchecked,
            AnswersTooLarge,
            AnswersMalformed,
        ),
    )
    router.post(
        "/v1/dossiers/{code}/withdrawal",
        FiledDossierHandlers.request_withdrawal,
        id="filed_dossiers_request_withdrawal",
        tag="dossiers",
        access=CITIZEN,
        answers=schemas.WithdrawalRequestView,
        problems=(DossierEnded, WithdrawalRequestedBefore),
    )
    return router
