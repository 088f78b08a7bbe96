"""The routes of those who read dossiers."""

from collections.abc import Callable
from typing import Final

from intake.api.dossiers import schemas
from intake.api.dossiers.handlers import DossierHandlers
from intake.attachments.open import (
    OriginalNotStored,
    PaperNotShown,
    PaperNotYourWork,
    PurposeMissing,
)
from kit.http.access import CITIZEN, SIGNED_IN, Access
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

OWNER_OR_ADMINISTRATOR: Final = Access(("citizen", "staff"), roles=("admin",))


def create_router(
    handlers: Callable[[], DossierHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DossierHandlers]:
    """For owners and officials."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/dossiers",
        DossierHandlers.list_dossiers,
        id="filed_dossiers_list",
        tag="dossiers",
        access=CITIZEN,
        answers=schemas.DossiersView,
    )
    router.get(
        "/v1/dossiers/{code}",
        DossierHandlers.get_dossier,
        id="filed_dossiers_get",
        tag="dossiers",
        access=SIGNED_IN,
        answers=schemas.DossierView,
    )
    router.get(
        "/v1/dossiers/{code}/papers/{paper}/link",
        DossierHandlers.open_attachment,
        id="attachments_open",
        tag="dossiers",
        access=SIGNED_IN,
        answers=schemas.LinkView,
        problems=(PaperNotYourWork, PurposeMissing, PaperNotShown, OriginalNotStored),
    )
    router.get(
        "/v1/dossiers/{code}/readers",
        DossierHandlers.list_readers,
        id="dossier_readers_list",
        tag="dossiers",
        access=OWNER_OR_ADMINISTRATOR,
        answers=schemas.ReadersView,
    )
    return router
