"""The routes of notifications."""

from collections.abc import Callable

from kit.http.access import CITIZEN, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from notifications.api.handlers import NotificationsHandlers
from notifications.api.schemas import NoticePageView, PreferencesView


def create_router(
    handlers: Callable[[], NotificationsHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[NotificationsHandlers]:
    """Every route; handlers and dispatcher are made with the first request."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/preferences",
        NotificationsHandlers.get_preferences,
        id="preferences_get",
        tag="preferences",
        access=CITIZEN,
        answers=PreferencesView,
    )
    router.put(
        "/v1/me/preferences",
        NotificationsHandlers.put_preferences,
        id="preferences_put",
        tag="preferences",
        access=CITIZEN,
        answers=PreferencesView,
    )
    router.get(
        "/v1/dossiers/{code}/notices",
        NotificationsHandlers.list_notices,
        id="notices_list",
        tag="notices",
        access=SIGNED_IN,
        answers=NoticePageView,
    )
    return router
