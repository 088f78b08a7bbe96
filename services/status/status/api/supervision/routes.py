"""The routes of the report of supervision."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from status.api.supervision import schemas
from status.api.supervision.handlers import SUPERVISORS, SupervisionHandlers
from status.domain.sign_reply import TooManyReplies

TAG: Final = "supervision"
SUPERVISOR: Final = staff(*SUPERVISORS)
ANY_OFFICIAL: Final = staff()


def create_supervision_router(
    handlers: Callable[[], SupervisionHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[SupervisionHandlers]:
    """Every route of them."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/supervision/report",
        SupervisionHandlers.get_report,
        id="supervision_reports_get",
        tag=TAG,
        access=SUPERVISOR,
        answers=schemas.SupervisionReportView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/supervision/officials/{official}",
        SupervisionHandlers.get_official,
        id="supervised_officials_get",
        tag=TAG,
        access=SUPERVISOR,
        answers=schemas.SupervisionReportView,
    )
    router.get(
        "/v1/supervision/own",
        SupervisionHandlers.get_own,
        id="own_signs_get",
        tag=TAG,
        access=ANY_OFFICIAL,
        answers=schemas.SupervisionReportView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/supervision/own/{sign}/reply",
        SupervisionHandlers.reply,
        id="signs_reply",
        tag=TAG,
        access=ANY_OFFICIAL,
        answers=schemas.ListedSignView,
        problems=(NotFound, TooManyReplies),
    )
    return router
