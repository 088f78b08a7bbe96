"""The routes of partners' programs: by a key (X-Api-Key), or by a token of their own."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound, ServiceError
from kit.http.access import PROGRAM
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from partners.access.admission import DailyLimitReached, PartnerSuspended, ScopeMissing
from partners.access.keys import KeyInvalid
from partners.api.programs import schemas
from partners.api.programs.handlers import ProgramHandlers
from partners.domain.feed import CursorAhead, CursorTooOld

REFUSALS: Final[tuple[type[ServiceError], ...]] = (
    KeyInvalid,
    PartnerSuspended,
    ScopeMissing,
    DailyLimitReached,
)


def create_router(
    handlers: Callable[[], ProgramHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ProgramHandlers]:
    """Every route of programs."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me",
        ProgramHandlers.get_account,
        id="accounts_get",
        tag="account",
        access=PROGRAM,
        answers=schemas.AccountView,
        problems=(KeyInvalid, PartnerSuspended, DailyLimitReached),
    )
    router.get(
        "/v1/events",
        ProgramHandlers.list_events,
        id="events_list",
        tag="events",
        access=PROGRAM,
        answers=schemas.EventsView,
        etag=True,
        problems=(*REFUSALS, CursorTooOld, CursorAhead),
    )
    router.get(
        "/v1/dossiers/{code}",
        ProgramHandlers.get_dossier,
        id="thin_dossiers_get",
        tag="dossiers",
        access=PROGRAM,
        answers=schemas.ThinDossierView,
        problems=(*REFUSALS, NotFound),
    )
    router.post(
        "/v1/dossiers/batch",
        ProgramHandlers.get_dossiers,
        id="thin_dossiers_get_batch",
        tag="dossiers",
        access=PROGRAM,
        answers=schemas.ThinDossiersView,
        problems=REFUSALS,
        creates=False,
    )
    return router
