"""The routes of notifications."""

from collections.abc import Callable

from kit.core.errors import MalformedRequest
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN
from kit.http.dispatcher import Dispatcher
from kit.http.operation import JSON
from kit.http.router import Router
from kit.security.people import PersonMissing
from notifications.api.handlers import BadSignature, NotificationsHandlers
from notifications.api.own_notices import OwnNoticesHandlers
from notifications.api.schemas import (
    ListedNoticePageView,
    NoticePageView,
    PreferencesView,
    ReadMarkView,
    ReportsReceived,
)


def create_own_notices_router(
    handlers: Callable[[], OwnNoticesHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[OwnNoticesHandlers]:
    """A citizen's own list of notices."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/me/notices",
        OwnNoticesHandlers.list_own_notices,
        id="own_notices_list",
        tag="notices",
        access=CITIZEN,
        answers=ListedNoticePageView,
    )
    router.put(
        "/v1/me/notices/{notice}/read",
        OwnNoticesHandlers.mark_read,
        id="own_notices_mark_read",
        tag="notices",
        access=CITIZEN,
        answers=ReadMarkView,
    )
    return router


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
