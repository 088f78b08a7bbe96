"""The routes of ratings."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import CITIZEN, PUBLIC, SIGNED_IN, staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from voice.api import schemas
from voice.api.handlers import VoiceHandlers
from voice.domain.rated_dossier import DossierNotReturned, RatingClosed, RatingFinal, ReplyFinal
from voice.domain.readers import READERS, RESPONDERS

READER: Final = staff(*READERS)
RESPONDER: Final = staff(*RESPONDERS)


def create_router(
    handlers: Callable[[], VoiceHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[VoiceHandlers]:
    """Every route of ratings."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/rating",
        VoiceHandlers.get_rating,
        id="ratings_get",
        tag="ratings",
        access=SIGNED_IN,
        answers=schemas.RatingView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/dossiers/{code}/rating",
        VoiceHandlers.rate,
        id="ratings_give",
        tag="ratings",
        access=CITIZEN,
        answers=schemas.RatingView,
        problems=(NotFound, DossierNotReturned, RatingClosed, RatingFinal),
    )
    router.put(
        "/v1/dossiers/{code}/rating/reply",
        VoiceHandlers.reply,
        id="ratings_reply",
        tag="ratings",
        access=RESPONDER,
        answers=schemas.RatingView,
        problems=(NotFound, ReplyFinal),
    )
    router.get(
        "/v1/ratings",
        VoiceHandlers.list_ratings,
        id="ratings_list",
        tag="ratings",
        access=READER,
        answers=schemas.RatingsView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/agencies/{agency}/rating",
        VoiceHandlers.get_agency_rating,
        id="agency_ratings_get",
        tag="ratings",
        access=PUBLIC,
        answers=schemas.AgencyRatingView,
    )
    return router
