"""The routes of attachments that are made, not uploaded."""

from collections.abc import Callable

from intake.api.attached.handlers import AttachedHandlers
from intake.api.drafts.paper_schemas import AttachmentView
from intake.api.drafts.routes import DRAFTERS
from intake.domain.combination import NotAPhoto, PhotoFiled, PhotosTooLarge, TooManyPhotos
from intake.domain.draft import TooManyPapers
from intake.domain.required_documents import PaperForeign, PaperUnchecked
from intake.domain.transitions import NotInThisState
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], AttachedHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[AttachedHandlers]:
    """Combine."""
    router = Router(handlers, dispatcher)
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
