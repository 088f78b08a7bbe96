"""The routes of data warehouses and of consents."""

from collections.abc import Callable
from typing import Final

from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.warehouse import schemas
from intake.api.warehouse.handlers import WarehouseHandlers
from intake.catalogue.offer import AgencyForeign, UnknownAgency, UnknownProcedure
from intake.domain.components import UnknownComponent
from intake.domain.consent import ConsentMalformed
from intake.domain.draft import TooManyPapers
from intake.domain.profile_fields import MESSAGES
from intake.domain.transitions import NotInThisState
from intake.domain.warehouse import StoredPaperNotValid, StoredPaperWithoutFile
from intake.dossiers.reader import PERSONAL_ROLES
from kit.core.errors import NotFound
from kit.http.access import CITIZEN, Access
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

RECIPIENTS: Final = Access(("citizen", "staff"), roles=tuple(sorted(PERSONAL_ROLES)))
"""Officials who work on dossiers, and people."""


def create_router(
    handlers: Callable[[], WarehouseHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[WarehouseHandlers]:
    """Look, use again, share."""
    router = Router(handlers, dispatcher)
    _add_papers(router)
    _add_consents(router)
    _add_shared(router)
    return router


def _add_papers(router: Router[WarehouseHandlers]) -> None:
    router.get(
        "/v1/me/warehouse",
        WarehouseHandlers.list_papers,
        id="stored_papers_list",
        tag="warehouse",
        access=CITIZEN,
        answers=schemas.WarehouseView,
    )
    router.get(
        "/v1/dossiers/{code}/warehouse/{document}",
        WarehouseHandlers.get_paper,
        id="stored_papers_get",
        tag="warehouse",
        access=CITIZEN,
        answers=schemas.StoredPaperDetailView,
    )
    router.post(
        "/v1/drafts/{draft}/reused-papers",
        WarehouseHandlers.reuse,
        id="stored_papers_reuse",
        tag="warehouse",
        access=CITIZEN,
        answers=AttachmentView,
        problems=(
            UnknownProcedure,
            UnknownAgency,
            AgencyForeign,
            UnknownComponent,
            StoredPaperNotValid,
            StoredPaperWithoutFile,
            TooManyPapers,
            NotInThisState,
        ),
    )


def _add_consents(router: Router[WarehouseHandlers]) -> None:
    router.get(
        "/v1/me/consents",
        WarehouseHandlers.list_consents,
        id="consents_list",
        tag="warehouse",
        access=CITIZEN,
        answers=schemas.ConsentsView,
    )
    router.post(
        "/v1/me/consents",
        WarehouseHandlers.give_consent,
        id="consents_give",
        tag="warehouse",
        access=CITIZEN,
        answers=schemas.ConsentView,
        codes=tuple(MESSAGES),
        problems=(NotFound, ConsentMalformed, UnknownAgency, AgencyForeign),
    )
    router.delete(
        "/v1/me/consents/{consent}",
        WarehouseHandlers.revoke_consent,
        id="consents_revoke",
        tag="warehouse",
        access=CITIZEN,
    )


def _add_shared(router: Router[WarehouseHandlers]) -> None:
    router.get(
        "/v1/shared-papers",
        WarehouseHandlers.list_shared,
        id="shared_papers_list",
        tag="warehouse",
        access=RECIPIENTS,
        answers=schemas.ConsentsView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/shared-papers/{consent}",
        WarehouseHandlers.open_shared,
        id="shared_papers_open",
        tag="warehouse",
        access=RECIPIENTS,
        answers=schemas.SharedPaperView,
        problems=(StoredPaperWithoutFile,),
    )
