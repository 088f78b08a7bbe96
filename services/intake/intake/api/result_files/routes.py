"""The routes of the files that officials upload as results."""

from collections.abc import Callable

from intake.api.drafts.paper_schemas import UploadView
from intake.api.result_files import schemas
from intake.api.result_files.handlers import ResultFileHandlers
from intake.attachments.create import ReturnToNotAllowed
from intake.attachments.result_file import ASSESSORS, READERS
from intake.domain.announcement import FileNotDescribed, FileTooLarge
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], ResultFileHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[ResultFileHandlers]:
    """Announce and get."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/dossiers/{code}/result-files",
        ResultFileHandlers.announce,
        id="result_files_announce",
        tag="result-files",
        access=staff(*ASSESSORS),
        answers=UploadView,
        problems=(FileTooLarge, FileNotDescribed, ReturnToNotAllowed),
    )
    router.get(
        "/v1/dossiers/{code}/result-files/{paper}",
        ResultFileHandlers.get,
        id="result_files_get",
        tag="result-files",
        access=staff(*READERS),
        answers=schemas.ResultFileView,
    )
    return router
