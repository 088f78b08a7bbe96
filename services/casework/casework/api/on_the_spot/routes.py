"""The route of the figures of 4 tại chỗ."""

from collections.abc import Callable

from casework.api.on_the_spot.handlers import SpotHandlers
from casework.api.on_the_spot.schemas import SpotFiguresView
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], SpotHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[SpotHandlers]:
    """For those who answer for an agency."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/agencies/{code}/on-the-spot",
        SpotHandlers.get_figures,
        id="on_the_spot_get",
        tag="agencies",
        access=staff("head", "supervisor"),
        answers=SpotFiguresView,
    )
    return router
