"""The routes by which two officials decide what other organisations' systems may call."""

from collections.abc import Callable
from typing import Final

from exchange.api.peers import schemas
from exchange.api.peers.handlers import PeerHandlers
from exchange.domain.peer import ProposalChanged, SecondOfficialRequired
from exchange.peers.change import PeerKeyUnreadable
from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router

WATCHERS: Final = ("head", "supervisor", "admin")


def create_router(
    handlers: Callable[[], PeerHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PeerHandlers]:
    """Reads for whoever watches, changes for administrators of the province."""
    router = Router(handlers, dispatcher)
    changing = staff("admin", province=True, fresh=True)
    router.get(
        "/v1/peers",
        PeerHandlers.list_peers,
        id="peers_list",
        tag="peers",
        access=staff(*WATCHERS, province=True),
        answers=schemas.PeersView,
    )
    router.get(
        "/v1/peers/{member}",
        PeerHandlers.get_peer,
        id="peers_get",
        tag="peers",
        access=staff(*WATCHERS, province=True),
        answers=schemas.PeerView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/peers/{member}/key",
        PeerHandlers.propose_key,
        id="peer_keys_propose",
        tag="peers",
        access=changing,
        answers=schemas.PeerView,
        problems=(PeerKeyUnreadable,),
    )
    router.put(
        "/v1/peers/{member}/right",
        PeerHandlers.propose_right,
        id="peer_rights_propose",
        tag="peers",
        access=changing,
        answers=schemas.PeerView,
    )
    router.put(
        "/v1/peers/{member}/end",
        PeerHandlers.propose_end,
        id="peer_ends_propose",
        tag="peers",
        access=changing,
        answers=schemas.PeerView,
        problems=(NotFound,),
    )
    router.put(
        "/v1/peers/{member}/confirmation",
        PeerHandlers.confirm,
        id="peer_proposals_confirm",
        tag="peers",
        access=changing,
        answers=schemas.PeerView,
        problems=(NotFound, SecondOfficialRequired, ProposalChanged),
    )
    return router
