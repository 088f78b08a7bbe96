"""The routes of the exchange."""

from collections.abc import Callable
from typing import Final

from exchange.api import schemas
from exchange.api.handlers import ExchangeHandlers
from exchange.domain.transitions import LaneNotRefused
from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

WATCHERS: Final = ("head", "supervisor", "admin")
CORRECTORS: Final = ("receptionist", "officer", "head", "admin")
"""Who may correct what was refused."""


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
        access=staff(*WATCHERS),
        answers=schemas.PortalView,
    )
    router.get(
        "/v1/lanes",
        ExchangeHandlers.list_lanes,
        id="lanes_list",
        tag="lanes",
        access=staff(*CORRECTORS, "supervisor"),
        answers=schemas.LanesView,
    )
    router.get(
        "/v1/lanes/{code}",
        ExchangeHandlers.get_lane,
        id="lanes_get",
        tag="lanes",
        access=staff(*CORRECTORS, "supervisor"),
        answers=schemas.LaneView,
    )
    router.put(
        "/v1/lanes/{code}/again",
        ExchangeHandlers.send_again,
        id="lanes_send_again",
        tag="lanes",
        access=staff(*CORRECTORS),
        answers=schemas.LaneLineView,
        problems=(NotFound, LaneNotRefused),
    )
    return router
