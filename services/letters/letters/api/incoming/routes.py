"""The routes of letters that an agency got."""

from collections.abc import Callable
from typing import Any, Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from letters.api.incoming import schemas
from letters.api.incoming.handlers import IncomingHandlers
from letters.domain.delivery_acts import DeliveryActNotAllowed, LetterWithdrawn
from letters.domain.readers import CLERKS, LEADERS, READERS, WORKERS
from letters.domain.requests_of_writer import LetterRequestOpen, LetterRequestReplied

READER: Final = staff(*READERS)
CLERK: Final = staff(*CLERKS)
LETTER: Final = "/v1/incoming/{agency}/{letter}"
ACT: Final = (NotFound, DeliveryActNotAllowed, LetterWithdrawn, LetterRequestOpen)


def create_router(
    handlers: Callable[[], IncomingHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[IncomingHandlers]:
    """Every route of letters that an agency got."""
    router = Router(handlers, dispatcher)
    common: dict[str, Any] = {"tag": "incoming", "answers": schemas.DeliveryStateView}
    router.get(
        "/v1/incoming",
        IncomingHandlers.list_incoming,
        id="incoming_list",
        tag="incoming",
        access=READER,
        answers=schemas.DeliveriesView,
        problems=(NotFound,),
    )
    router.get(
        LETTER,
        IncomingHandlers.get,
        id="incoming_get",
        tag="incoming",
        access=READER,
        answers=schemas.DeliveryView,
        problems=(NotFound,),
    )
    router.put(
        f"{LETTER}/accept",
        IncomingHandlers.accept,
        id="incoming_accept",
        access=CLERK,
        problems=ACT,
        **common,
    )
    router.put(
        f"{LETTER}/refuse",
        IncomingHandlers.refuse,
        id="incoming_refuse",
        access=CLERK,
        problems=ACT,
        **common,
    )
    router.put(
        f"{LETTER}/assign",
        IncomingHandlers.assign,
        id="incoming_assign",
        access=staff(*LEADERS),
        problems=ACT,
        **common,
    )
    router.put(
        f"{LETTER}/start",
        IncomingHandlers.start,
        id="incoming_start",
        access=staff(*WORKERS),
        problems=ACT,
        **common,
    )
    router.put(
        f"{LETTER}/finish",
        IncomingHandlers.finish,
        id="incoming_finish",
        access=staff(*WORKERS),
        problems=ACT,
        **common,
    )
    router.put(
        f"{LETTER}/reply",
        IncomingHandlers.reply,
        id="incoming_reply",
        access=CLERK,
        problems=(NotFound, LetterRequestReplied),
        **common,
    )
    return router
