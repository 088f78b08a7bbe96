"""The routes of notifications."""

from collections.abc import Callable

from kit.core.errors import MalformedRequest
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.operation import JSON
from kit.http.router import Router
from kit.security.people import PersonMissing
from notifications.api.handlers import BadSignature, NotificationsHandlers
from notifications.api.schemas import NoticePageView, PreferencesView, ReportsReceived


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
        problems=(PersonMissing,),
    )
    router.get(
        "/v1/dossiers/{code}/notices",
        NotificationsHandlers.list_notices,
        id="notices_list",
        tag="notices",
        access=SIGNED_IN,
        answers=NoticePageView,
    )
    router.post(
        "/v1/webhooks/sms-reports",
        NotificationsHandlers.receive_sms_reports,
        id="sms_reports_receive",
        tag="webhooks",
        access=PUBLIC,
        answers=ReportsReceived,
        creates=False,
        raw=JSON,
        problems=(MalformedRequest, BadSignature),
    )
    return router
