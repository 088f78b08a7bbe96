"""The routes of the attachments of drafts."""

from collections.abc import Callable

from intake.api.attached.handlers import AttachedHandlers
from intake.api.draft_access import DRAFTERS, NOT_OFFERED
from intake.api.drafts.paper_schemas import AttachmentView, UploadView
from intake.attachments.create import ReturnToNotAllowed
from intake.domain.announcement import FileNotDescribed, FileTooLarge, HeicNotTaken, WrongType
from intake.domain.combination import NotAPhoto, PhotoFiled, PhotosTooLarge, TooManyPhotos
from intake.domain.components import UnknownComponent
from intake.domain.draft import TooManyPapers
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from intake.domain.transitions import NotInThisState
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], AttachedHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[AttachedHandlers]:
    """Announce, look, remove, combine."""
    router = Router(handlers, dispatcher)
    _add_attachments(router)
    router.post(
        "/v1/drafts/{draft}/combined-papers",
        AttachedHandlers.combine,
        id="attachments_combine",
        tag="attachments",
        access=DRAFTERS,
        answers=AttachmentView,
        problems=(
            NotInThisState,
            TooManyPapers,
            TooManyPhotos,
            PhotosTooLarge,
            NotAPhoto,
            PhotoFiled,
            PaperForeign,
            PaperUnchecked,
        ),
    )
    return router


def _add_attachments(router: Router[AttachedHandlers]) -> None:
    router.post(
        "/v1/drafts/{draft}/papers",
        AttachedHandlers.create_attachment,
        id="attachments_create",
        tag="attachments",
        access=DRAFTERS,
        answers=UploadView,
        problems=(
            *NOT_OFFERED,
            NotInThisState,
            FileTooLarge,
            FileNotDescribed,
            HeicNotTaken,
            ReturnToNotAllowed,
            WrongType,
            UnknownComponent,
            TooManyPapers,
        ),
    )
    router.get(
        "/v1/drafts/{draft}/papers/{paper}",
        AttachedHandlers.get_attachment,
        id="attachments_get",
        tag="attachments",
        access=DRAFTERS,
        answers=AttachmentView,
    )
    router.delete(
        "/v1/drafts/{draft}/papers/{paper}",
        AttachedHandlers.remove_attachment,
        id="attachments_remove",
        tag="attachments",
        access=DRAFTERS,
        problems=(NotInThisState,),
    )
