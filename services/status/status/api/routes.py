"""The routes of status."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from kit.http.access import CITIZEN, PUBLIC, Access
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from status.api.handlers import ListHandlers, LookupHandlers
from status.api.schemas import DossierPageView, FiguresView, ProofsView, WaitingView
from status.domain.dossier_view import DossierView

if TYPE_CHECKING:
    from status.api.figures.handlers import FigureHandlers
    from status.api.supervision.handlers import SupervisionHandlers

FIGURES: Final = ("/v1/figures/", "/v1/open/")
SUPERVISION: Final = "/v1/supervision/"
"""What the paths of deferred routes begin with."""
OWNER_OR_KEY: Final = Access(("citizen",), or_key=True)
"""Who is signed in, or brings the dossier's look-up key."""


def create_router(
    lookup: Callable[[], LookupHandlers],
    lists: Callable[[], ListHandlers],
    figures: Callable[[], "FigureHandlers"],
    supervision: Callable[[], "SupervisionHandlers"],
    dispatcher: Callable[[], Dispatcher],
) -> Router[LookupHandlers]:
    """Every route; handlers and dispatcher are made with the first request of each."""
    router = Router(lookup, dispatcher)
    router.get(
        "/v1/dossiers/{code}",
        LookupHandlers.get_dossier,
        id="dossiers_get",
        tag="dossiers",
        access=OWNER_OR_KEY,
        answers=DossierView,
        etag=True,
    )
    router.get(
        "/v1/dossiers/{code}/proofs",
        LookupHandlers.list_proofs,
        id="proofs_list",
        tag="figures",
        access=OWNER_OR_KEY,
        answers=ProofsView,
    )
    router.include(_create_list_router(lists, dispatcher))
    router.defer(*FIGURES, create=lambda: _create_figure_router(figures, dispatcher))
    router.defer(SUPERVISION, create=lambda: _create_supervision_router(supervision, dispatcher))
    return router


def _create_figure_router(
    figures: Callable[[], "FigureHandlers"], dispatcher: Callable[[], Dispatcher]
) -> "Router[FigureHandlers]":
    """The look-up starts without what they import."""
    from status.api.figures.routes import create_figure_router

    return create_figure_router(figures, dispatcher)


def _create_supervision_router(
    handlers: Callable[[], "SupervisionHandlers"], dispatcher: Callable[[], Dispatcher]
) -> "Router[SupervisionHandlers]":
    """So does it without these."""
    from status.api.supervision.routes import create_supervision_router

    return create_supervision_router(handlers, dispatcher)


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
        "/v1/me/waiting",
        ListHandlers.list_waiting,
        id="waiting_list",
        tag="dossiers",
        access=CITIZEN,
        answers=WaitingView,
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
