"""Two systems that call each other: a ministry's and ours, a clock, an archive each."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
from typing import Any

from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from kit.peers.archive import ArchivedLog
from kit.peers.client import OutgoingCall, Peer, PeerClient
from kit.peers.gate import PeerAnswer, PeerCall, PeerGate
from kit.peers.messages import MemberId, PeerRequest, PeerResponse
from kit.peers.refusals import PeerSignatureRefused
from kit.peers.rights import Right
from kit.testing.clock import ManualClock
from kit.testing.peers import MemoryArchive, MemoryKey, MemoryMembers, MemoryNonces

AT = datetime(2026, 12, 1, 2, 30, tzinfo=UTC)
OURS = MemberId("VN", "GOV", "H49", "EXCHANGE")
MINISTRY = MemberId("VN", "GOV", "G09", "DANCU")
STRANGER = MemberId("VN", "GOV", "H25", "DVC")
URL = "https://api.example.vn/exchange/r1"
PURPOSE = "1.004194"
DOSSIER = "000.00.61.H49-261201-0007"
CALL = OutgoingCall(
    service="dossiers",
    method="POST",
    path="look-up",
    body='{"code": "Hạ Long"}'.encode(),
    user="can-bo-7f3a",
    purpose=PURPOSE,
    dossier=DOSSIER,
    agency="G09.01",
)


def right(**changes: Any) -> Right:
    whole = Right(
        methods=frozenset({"GET", "POST"}),
        agencies=frozenset({"G09", "G09.01"}),
        procedures=frozenset({PURPOSE}),
        agreement="12/TT-2026",
        until=AT + timedelta(days=365),
    )
    return whole.evolve(**changes)


@dataclass
class MemoryRights:
    rights: dict[tuple[MemberId, str], Right] = field(default_factory=dict)

    def right(self, member: MemberId, service: str) -> Right | None:
        return self.rights.get((member, service))


@dataclass
class World:
    """`served` are the calls that reached the service; `tamper` changes a request on its way,
    `tamper_back` its response.
    """

    ours: MemoryKey = field(default_factory=lambda: MemoryKey(OURS))
    theirs: MemoryKey = field(default_factory=lambda: MemoryKey(MINISTRY))
    stranger: MemoryKey = field(default_factory=lambda: MemoryKey(STRANGER))
    served: list[PeerCall] = field(default_factory=list)
    sent: list[PeerRequest] = field(default_factory=list)
    archive: MemoryArchive = field(default_factory=MemoryArchive)
    their_archive: MemoryArchive = field(default_factory=MemoryArchive)
    rights: MemoryRights = field(default_factory=MemoryRights)
    clock: ManualClock = field(default_factory=lambda: ManualClock(AT))
    tamper: Callable[[PeerRequest], PeerRequest] = lambda request: request
    tamper_back: Callable[[PeerResponse], PeerResponse] = lambda response: response
    refused: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.rights.rights[MINISTRY, "dossiers"] = right()

    @cached_property
    def members(self) -> MemoryMembers:
        members = MemoryMembers()
        for key in (self.ours, self.theirs, self.stranger):
            members.add(key)
        return members

    @cached_property
    def gate(self) -> PeerGate:
        return PeerGate(
            key=self.ours,
            members=self.members,
            rights=self.rights,
            nonces=MemoryNonces(),
            log=ArchivedLog(self.archive),
            services={"dossiers": self.serve, "broken": self.fail},
            explain=explain,
            clock=self.clock,
            new_id=new_ulid,
        )

    @cached_property
    def client(self) -> PeerClient:
        log = ArchivedLog(self.their_archive)
        return PeerClient(self.theirs, self.members, log, self, self.clock, new_ulid)

    def serve(self, call: PeerCall) -> PeerAnswer:
        self.served.append(call)
        return PeerAnswer(200, '{"state": "accepted"}')

    def fail(self, call: PeerCall) -> PeerAnswer:
        raise ServiceError

    def send(self, request: PeerRequest) -> PeerResponse:
        """The wire between both."""
        self.sent.append(copied(request))
        response = self.receive(self.tamper(copied(request)))
        return self.tamper_back(
            PeerResponse(response.status_code, request, response.headers, response.body)
        )

    def receive(self, request: PeerRequest) -> PeerResponse:
        """What the HTTP side of our system does with a request."""
        service, _, path = request.url.partition(f"{OURS}/")[2].partition("?")[0].partition("/")
        try:
            return self.gate.answer(request, service, path)
        except PeerSignatureRefused as refused:
            self.refused.append(str(refused.facts["reason"]))
            return PeerResponse(401, request, {}, explain(refused).encode())

    def call(self, call: OutgoingCall = CALL) -> PeerResponse:
        return self.client.call(Peer(member=OURS, url=URL), call)


def explain(error: ServiceError) -> str:
    return f'{{"code": "{error.code}"}}'


def copied(request: PeerRequest) -> PeerRequest:
    return PeerRequest(request.method, request.url, dict(request.headers), request.body)
