"""The route of quotes."""

from collections.abc import Callable

from intake.api.quotes import schemas
from intake.api.quotes.handlers import QuoteHandlers
from intake.catalogue.offer import UnknownProcedure
from intake.domain.fee_rules import FeeLineNotCounted
from intake.domain.offered_terms import ChannelNotOffered, UnknownCase, UnknownGroup
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router


def create_router(
    handlers: Callable[[], QuoteHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[QuoteHandlers]:
    """For anybody, before anything is filed."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/quotes",
        QuoteHandlers.explain_quote,
        id="quotes_explain",
        tag="quotes",
        access=PUBLIC,
        creates=False,
        answers=schemas.QuotationView,
        problems=(
            UnknownProcedure,
            UnknownCase,
            UnknownGroup,
            ChannelNotOffered,
            FeeLineNotCounted,
        ),
    )
    return router
