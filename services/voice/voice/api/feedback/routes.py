"""The routes of feedback."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.security.people import PersonMissing
from voice.api.feedback import schemas
from voice.api.feedback.handlers import FeedbackHandlers
from voice.domain.feedback import AskerNotHere, SecondReaderRequired
from voice.domain.feedback_acts import FeedbackActNotAllowed
from voice.domain.readers import READERS, RESPONDERS

READER: Final = staff(*READERS)
RESPONDER: Final = staff(*RESPONDERS)


def create_router(
    handlers: Callable[[], FeedbackHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[FeedbackHandlers]:
    """Every route of feedback."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/feedback",
        FeedbackHandlers.submit,
        id="feedback_submit",
        tag="feedback",
        access=CITIZEN,
        answers=schemas.FeedbackLineView,
        problems=(PersonMissing,),
    )
    router.get(
        "/v1/feedback",
        FeedbackHandlers.list_feedback,
        id="feedback_list",
        tag="feedback",
        access=READER,
        answers=schemas.FeedbackListView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/feedback/{feedback}",
        FeedbackHandlers.get,
        id="feedback_get",
        tag="feedback",
        access=SIGNED_IN,
        answers=schemas.FeedbackView,
        problems=(NotFound,),
    )
    router.post(
        "/v1/feedback/{feedback}/acts",
        FeedbackHandlers.act,
        id="feedback_act",
        tag="feedback",
        access=RESPONDER,
        answers=schemas.FeedbackView,
        problems=(NotFound, FeedbackActNotAllowed, SecondReaderRequired, AskerNotHere),
    )
    router.post(
        "/v1/feedback/{feedback}/supplement",
        FeedbackHandlers.supplement,
        id="feedback_supplement",
        tag="feedback",
        access=CITIZEN,
        answers=schemas.FeedbackView,
        problems=(NotFound, FeedbackActNotAllowed),
    )
    router.get(
        "/v1/me/feedback",
        FeedbackHandlers.list_own,
        id="own_feedback_list",
        tag="feedback",
        access=CITIZEN,
        answers=schemas.OwnFeedbackView,
    )
    router.get(
        "/v1/published-feedback",
        FeedbackHandlers.list_published,
        id="published_feedback_list",
        tag="feedback",
        access=PUBLIC,
        answers=schemas.PublishedListView,
    )
    return router
