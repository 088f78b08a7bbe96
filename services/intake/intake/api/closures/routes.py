"""The routes of closures of procedures."""

from collections.abc import Callable
from typing import Final

from intake.api.closures import schemas
from intake.api.closures.handlers import ClosureHandlers
from intake.domain.closures import ClosureMalformed, TooManyClosures
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

CLOSERS: Final = staff("catalogue_editor", "admin", province=True)


def create_router(
    handlers: Callable[[], ClosureHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ClosureHandlers]:
    """For editors and administrators of the province."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/procedures/{code}/closures",
        ClosureHandlers.list_closures,
        id="closures_list",
        tag="procedures",
        access=CLOSERS,
        answers=schemas.ClosuresView,
    )
    router.post(
        "/v1/procedures/{code}/closures",
        ClosureHandlers.close,
        id="closures_create",
        tag="procedures",
        access=CLOSERS,
        answers=schemas.ClosuresView,
        problems=(ClosureMalformed, TooManyClosures),
    )
    router.post(
        "/v1/procedures/{code}/reopening",
        ClosureHandlers.reopen,
        id="closures_end",
        tag="procedures",
        access=CLOSERS,
        answers=schemas.ClosuresView,
    )
    return router
