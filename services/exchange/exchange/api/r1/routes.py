"""The routes that other organisations' systems call, in the form of X-Road's addresses."""

from collections.abc import Callable
from typing import Final

from exchange.api.r1.handlers import R1Handlers
from kit.http.access import PUBLIC
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.peers.refusals import PeerSignatureRefused, UnknownPeerService

PATH: Final = "/v1/r1/{instance}/{kind}/{member}/{subsystem}/{service}/{object}"
LARGEST: Final = 100_000


def create_router(
    handlers: Callable[[], R1Handlers], dispatcher: Callable[[], Dispatcher]
) -> Router[R1Handlers]:
    """A signature stands for who calls: no token does."""
    problems = (PeerSignatureRefused, UnknownPeerService)
    router = Router(handlers, dispatcher)
    router.get(
        PATH,
        R1Handlers.read,
        id="peer_calls_read",
        tag="peers",
        access=PUBLIC,
        answers=None,
        problems=problems,
    )
    router.post(
        PATH,
        R1Handlers.send,
        id="peer_calls_send",
        tag="peers",
        access=PUBLIC,
        answers=None,
        creates=False,
        raw="application/json",
        largest_body=LARGEST,
        problems=problems,
    )
    return router
