"""The routes of exports of personal data."""

from collections.abc import Callable

from intake.api.data_exports import schemas
from intake.api.data_exports.handlers import DataExportHandlers
from intake.domain.daily_limits import TooManyExports
from intake.personal_data.link_export import ExportNotReady
from kit.core.errors import NotFound
from kit.http.access import CITIZEN
from kit.http.dispatcher import Dispatcher
from kit.http.pagination import BadCursor
from kit.http.router import Router
from kit.security.people import PersonMissing


def create_router(
    handlers: Callable[[], DataExportHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[DataExportHandlers]:
    """Request, follow, link, pack."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/me/exports",
        DataExportHandlers.request_export,
        id="data_exports_request",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.DataExportView,
        problems=(PersonMissing, TooManyExports, BadCursor),
    )
    router.get(
        "/v1/me/exports/{export}",
        DataExportHandlers.get_export,
        id="data_exports_get",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.DataExportView,
        problems=(PersonMissing, NotFound),
    )
    router.post(
        "/v1/me/exports/{export}/link",
        DataExportHandlers.link_export,
        id="data_exports_link",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.DataExportLinkView,
        problems=(PersonMissing, NotFound, ExportNotReady),
    )
    router.post(
        "/v1/me/exports/{export}/files",
        DataExportHandlers.pack_files,
        id="data_exports_files",
        tag="personal-data",
        access=CITIZEN,
        answers=schemas.ExportFilesView,
        problems=(PersonMissing, NotFound, ExportNotReady, BadCursor),
    )
    return router
