"""The routes of status."""

from collections.abc import Callable
from typing import Final

from kit.http.access import CITIZEN, PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.lookup_rate_limit import LookupKeyRequired, TooManyAttempts
from status.api.handlers import ListHandlers, LookupHandlers
from status.api.schemas import DossierPageView, FiguresView
from status.domain.dossier_view import DossierView

LOOKUP_HEADERS: Final = {
    "X-Lookup-Key": "The dossier's look-up key, as sent by SMS and mail after filing."
}


def create_router(
    lookup: Callable[[], LookupHandlers],
    lists: Callable[[], ListHandlers],
    dispatcher: Callable[[], Dispatcher],
) -> Router[LookupHandlers]:
    """Every route; handlers and dispatcher are made with the first request of each."""
    router = Router(lookup, dispatcher)
    router.get(
        "/v1/dossiers/{code}",
        LookupHandlers.get_dossier,
        id="dossiers_get",
        tag="dossiers",
        access=PUBLIC,
        answers=DossierView,
        etag=True,
        headers=LOOKUP_HEADERS,
        problems=(LookupKeyRequired, TooManyAttempts),
    )
    router.include(_create_list_router(lists, dispatcher))
    return router


def _create_list_router(
    handlers: Callable[[], ListHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ListHandlers]:
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/dossiers",
        ListHandlers.list_my_dossiers,
        id="dossiers_list",
        tag="dossiers",
        access=CITIZEN,
        answers=DossierPageView,
    )
    router.get(
        "/v1/figures",
        ListHandlers.get_figures,
        id="figures_get",
        tag="figures",
        access=PUBLIC,
        answers=FiguresView,
        etag=True,
    )
    return router
