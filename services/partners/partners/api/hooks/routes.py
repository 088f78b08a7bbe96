"""The routes of partners' endpoints."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import PROGRAM
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from partners.api.hooks import schemas
from partners.api.hooks.handlers import HookHandlers
from partners.api.programs.routes import REFUSALS
from partners.domain.endpoint_address import EndpointRefused
from partners.domain.hook import HookNotActive, TooManyHooks

OF_ONE: Final = (*REFUSALS, NotFound)


def create_router(
    handlers: Callable[[], HookHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[HookHandlers]:
    """Every route of endpoints."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/hooks",
        HookHandlers.list_hooks,
        id="hooks_list",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.HooksView,
        problems=REFUSALS,
    )
    router.post(
        "/v1/hooks",
        HookHandlers.register_hook,
        id="hooks_register",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.NewHookView,
        problems=(*REFUSALS, EndpointRefused, TooManyHooks),
    )
    router.get(
        "/v1/hooks/{hook}",
        HookHandlers.get_hook,
        id="hooks_get",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.HookView,
        problems=OF_ONE,
    )
    router.delete(
        "/v1/hooks/{hook}",
        HookHandlers.delete_hook,
        id="hooks_delete",
        tag="hooks",
        access=PROGRAM,
        problems=OF_ONE,
    )
    router.include(_create_act_router(handlers, dispatcher))
    return router


def _create_act_router(
    handlers: Callable[[], HookHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[HookHandlers]:
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/hooks/{hook}/test",
        HookHandlers.test_hook,
        id="hooks_test",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.TestView,
        problems=OF_ONE,
        creates=False,
    )
    router.post(
        "/v1/hooks/{hook}/secret",
        HookHandlers.rotate_secret,
        id="hook_secrets_rotate",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.NewHookView,
        problems=OF_ONE,
    )
    router.put(
        "/v1/hooks/{hook}/replay",
        HookHandlers.replay_events,
        id="hook_replays_start",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.ReplayView,
        problems=(*OF_ONE, HookNotActive),
    )
    router.get(
        "/v1/hooks/{hook}/deliveries",
        HookHandlers.list_deliveries,
        id="hook_deliveries_list",
        tag="hooks",
        access=PROGRAM,
        answers=schemas.DeliveriesView,
        problems=OF_ONE,
    )
    return router
