"""Another organisation's system, connected to the exchange of a world."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from exchange.domain.peer import MemberKey, MemberRight, PeerMember, Proposal
from exchange.peers.composition import PeerPorts
from exchange.repository import ExchangeRepository
from kit.peers.messages import (
    CLIENT,
    ID,
    ISSUE,
    PURPOSE,
    SERVICE,
    USER,
    MemberId,
    PeerRequest,
)
from kit.peers.signatures import sign_request
from kit.testing.peers import MemoryArchive, MemoryKey

OURS = MemberId("VN", "GOV", "H49", "EXCHANGE")
MINISTRY = MemberId("VN", "GOV", "G09", "DANCU")
IN_PATH = "VN:GOV:G09:DANCU"
URL = "https://api.example.vn/exchange/v1/r1"
PROPOSAL = "01KAQ0000000000000000PEER1"


class CallArchive(MemoryArchive):
    """`CallArchive` whose stamps nobody makes."""

    def stamping_roots(self) -> Sequence[str]:
        return ()


@cache
def own_key() -> MemoryKey:
    return MemoryKey(OURS)


@cache
def key_of_ministry() -> MemoryKey:
    return MemoryKey(MINISTRY)


def peer_ports() -> PeerPorts:
    return PeerPorts(own_key(), CallArchive(), URL)


def connect(repository: ExchangeRepository, procedure: str, at: datetime) -> None:
    """The ministry may read and write about a procedure; another right waits to be confirmed."""
    right = MemberRight(
        service="dossiers",
        methods=("GET", "POST"),
        agencies=("G09",),
        procedures=(procedure,),
        agreement="12/TT-2026",
        until=at + timedelta(days=365),
    )
    key = MemberKey(id="2026", pem=key_of_ministry().public_key(), since=at - timedelta(days=1))
    waiting = Proposal(id=PROPOSAL, kind="right", by="somebody", at=at, right=right)
    member = PeerMember(
        id=str(MINISTRY), name="Bộ Nội vụ", keys=(key,), rights=(right,), proposal=waiting
    )
    repository.save_peer(member, at)


def signed_headers(
    method: str, dossier: str, procedure: str, at: datetime, body: bytes = b""
) -> dict[str, str]:
    """The headers of a call of the ministry about a dossier."""
    headers = {
        CLIENT: str(MINISTRY),
        SERVICE: f"{OURS}/dossiers",
        ID: "call-0001",
        USER: "can-bo-7f3a",
        PURPOSE: procedure,
        ISSUE: dossier,
    }
    if body:
        headers["Content-Type"] = "application/json"
    request = PeerRequest(method, f"{URL}/{OURS}/dossiers/{dossier}", headers, body)
    sign_request(request, key_of_ministry(), "0123456789abcdef", at)
    return request.headers


def path_of_call(dossier: str) -> dict[str, str]:
    """The path parameters of the same call."""
    names = ("instance", "kind", "member", "subsystem")
    return {**dict(zip(names, OURS, strict=True)), "service": "dossiers", "object": dossier}
