"""The routes of the exchange."""

from collections.abc import Callable

from exchange.api import schemas
from exchange.api.handlers import ExchangeHandlers
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], ExchangeHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ExchangeHandlers]:
    """Every route of officials."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/portal",
        ExchangeHandlers.get_portal,
        id="portals_get",
        tag="portal",
        access=staff("supervisor", "admin", "head"),
        answers=schemas.PortalView,
    )
    return router
