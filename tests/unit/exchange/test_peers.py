"""Another organisation's system calls ours: by a right that two officials gave, and stamped."""

import itertools
import threading
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Any

import pytest

from contracts.testing.dossier_events import CODE, paid_dossier
from exchange.bootstrap import Exchange
from exchange.peers.composition import PeerPorts
from exchange.settings import ExchangeSettings
from kit.core.budget import UNLIMITED
from kit.core.ids import new_ulid
from kit.peers.archive import ArchivedLog
from kit.peers.client import OutgoingCall, Peer, PeerClient, PeerUnavailable
from kit.peers.log_check import check_log
from kit.peers.messages import MemberId, PeerRequest, PeerResponse
from kit.security.staff_directory import Staff
from kit.testing.http_client import HttpClient
from kit.testing.peers import MemoryArchive, MemoryKey, MemoryMembers
from kit.testing.world import ServiceWorld
from local.doubles.authority.authority import Authority
from local.doubles.stamping_service.server import Double, serve

OURS = MemberId("VN", "GOV", "H49", "EXCHANGE")
MINISTRY = MemberId("VN", "GOV", "G09", "DANCU")
MEMBER = "VN:GOV:G09:DANCU"
URL = "https://api.example.vn/exchange/v1/r1"
PROCEDURE = "1.001612"


class CallArchive(MemoryArchive):
    roots: Sequence[str] = ()

    def stamping_roots(self) -> Sequence[str]:
        return self.roots


class World(ServiceWorld):
    """The exchange with two administrators, and the ministry's client, whose wire is our router."""

    def __init__(self, stamping_url: str = "") -> None:
        super().__init__()
        self.ours, self.theirs = MemoryKey(OURS), MemoryKey(MINISTRY)
        self.archive = CallArchive()
        self.service = Exchange(self.resources, peer_ports=PeerPorts(self.ours, self.archive, URL))
        construct: Any = ExchangeSettings.model_construct
        settings = construct(stamping_url=stamping_url)
        self.service.__dict__["settings"] = settings
        self.http = HttpClient(self.service.router)
        for sub in ("an", "binh"):
            self.employ(Staff(sub=sub, roles=("admin",), agencies=("H49",), name=sub))
        self.employ(Staff(sub="chi", roles=("clerk",), agencies=("H49",), name="chi"))
        members = MemoryMembers()
        for key in (self.ours, self.theirs):
            members.add(key)
        log = ArchivedLog(MemoryArchive())
        self.client = PeerClient(self.theirs, members, log, self, self.clock, new_ulid)
        for message in paid_dossier(self.vault):
            self.service.inbox.handle(message)

    def send(self, request: PeerRequest) -> PeerResponse:
        """The wire."""
        path = "/v1/r1" + request.url.removeprefix(URL)
        headers = {name.lower(): text for name, text in request.headers.items()}
        answer = self.http.request(request.method, path, "", request.body or None, **headers)
        return PeerResponse(answer.status, request, dict(answer.headers), answer.text.encode())

    def call(self, **changes: Any) -> PeerResponse:
        call = OutgoingCall(
            service="dossiers",
            path=CODE,
            user="can-bo-7f3a",
            purpose=PROCEDURE,
            dossier=CODE,
        )
        return self.client.call(Peer(member=OURS, url=URL), call.evolve(**changes))

    def propose_key(self, by: str = "an", **changes: Any) -> Any:
        body = {"name": "Bộ Nội vụ", "id": "2026", "pem": self.theirs.public_key()} | changes
        return self.http.put(f"/v1/peers/{MEMBER}/key", by, body)

    def propose_right(self, by: str = "an", **changes: Any) -> Any:
        body = {
            "service": "dossiers",
            "methods": ["GET"],
            "agencies": ["G09"],
            "procedures": [PROCEDURE],
            "agreement": "12/TT-2026",
            "until": (self.clock() + timedelta(days=30)).isoformat(),
        }
        return self.http.put(f"/v1/peers/{MEMBER}/right", by, body | changes)

    def confirm(self, proposal: Any, by: str = "binh") -> Any:
        body = {"proposal": proposal.body["proposal"]["id"]}
        return self.http.put(f"/v1/peers/{MEMBER}/confirmation", by, body)

    def connect(self, **right: Any) -> None:
        assert self.confirm(self.propose_key()).status == 200
        assert self.confirm(self.propose_right(**right)).status == 200


def test_a_ministry_sees_where_a_dossier_stands_and_nothing_personal() -> None:
    world = World()
    world.connect()

    response = world.call()

    assert response.status_code == 200
    assert b'"steps"' in response.body
    assert "Nguyễn" not in response.body.decode()
    assert len(world.archive.objects) == 1


def test_one_official_alone_changes_nothing() -> None:
    world = World()
    proposal = world.propose_key()

    refused = world.confirm(proposal, by="an")

    assert (refused.status, refused.code) == (409, "second_official_required")
    with pytest.raises(PeerUnavailable):
        world.call()
    assert world.confirm(proposal).status == 200
    assert world.confirm(proposal).code == "proposal_changed"
    assert world.call().status_code == 403


def test_what_was_changed_after_it_was_read_is_not_confirmed() -> None:
    world = World()
    world.connect()
    first = world.propose_right()
    world.propose_right(methods=["GET", "POST"])

    assert world.confirm(first).code == "proposal_changed"


def test_a_proposal_twice_is_one() -> None:
    world = World()
    first, second = world.propose_right(), world.propose_right()
    assert first.body["proposal"]["id"] == second.body["proposal"]["id"]


def test_an_official_without_the_role_sees_and_changes_nothing() -> None:
    world = World()
    assert world.http.get("/v1/peers", "chi").status == 403
    assert world.propose_key(by="chi").status == 403
    assert world.http.get("/v1/peers", "an").status == 200


def test_a_key_of_another_kind_is_no_key() -> None:
    assert World().propose_key(pem="-----BEGIN PUBLIC KEY-----").code == "peer_key_unreadable"


def test_an_ended_right_and_an_ended_key_open_nothing() -> None:
    world = World()
    world.connect()
    end = {"kind": "end_right", "name": "dossiers"}
    world.confirm(world.http.put(f"/v1/peers/{MEMBER}/end", "an", end))
    assert world.call().status_code == 403

    world.confirm(
        world.http.put(f"/v1/peers/{MEMBER}/end", "an", {"kind": "end_key", "name": "2026"})
    )
    with pytest.raises(PeerUnavailable):
        world.call()
    view = world.http.get(f"/v1/peers/{MEMBER}", "an").body
    assert [(s["kind"], s["by"], s["confirmed_by"]) for s in view["steps"]] == [
        ("key", "an", "binh"),
        ("right", "an", "binh"),
        ("end_right", "an", "binh"),
        ("end_key", "an", "binh"),
    ]


CHANGES: dict[str, dict[str, Any]] = {
    "as agreed": {},
    "another method": {"method": "POST", "body": b"{}"},
    "another service": {"service": "questions"},
    "another purpose": {"purpose": "2.000001"},
    "another dossier named": {"dossier": "000.00.00.H49-260101-0001"},
    "another dossier": {
        "dossier": "000.00.00.H49-260101-0001",
        "path": "000.00.00.H49-260101-0001",
    },
    "another agency": {"agency": "G10"},
}
STATUSES: dict[str, dict[str, int]] = {
    "none": dict.fromkeys(CHANGES, 403) | {"another service": 404},
    "as agreed": dict.fromkeys(CHANGES, 403)
    | {"as agreed": 200, "another service": 404, "another dossier": 404},
    "writes": dict.fromkeys(CHANGES, 403) | {"another service": 404, "another method": 200},
    "ended": dict.fromkeys(CHANGES, 403) | {"another service": 404},
}


@pytest.mark.parametrize(("right", "change"), list(itertools.product(STATUSES, CHANGES)))
def test_the_status_of_each_call_by_each_right(right: str, change: str) -> None:
    world = World()
    world.confirm(world.propose_key())
    if right != "none":
        methods = ["POST"] if right == "writes" else ["GET"]
        world.confirm(world.propose_right(methods=methods))
    if right == "ended":
        world.clock.advance(timedelta(days=31))

    assert world.call(**CHANGES[change]).status_code == STATUSES[right][change]


def test_a_call_twice_and_an_unsigned_call_are_refused() -> None:
    world = World()
    world.connect()
    requests: list[PeerRequest] = []
    carry = world.send

    class Twice:
        def send(self, request: PeerRequest) -> PeerResponse:
            requests.append(request)
            return carry(request)

    object.__setattr__(world.client, "wire", Twice())
    world.call()

    again = world.send(requests[0])
    unsigned = world.send(PeerRequest("GET", requests[0].url))

    assert (again.status_code, unsigned.status_code) == (401, 401)
    assert b"replayed" in again.body
    assert b"peer_signature_refused" in unsigned.body


@pytest.fixture
def stamping() -> Iterator[Double]:
    world = ServiceWorld()
    double = serve(0, Authority.new(world.clock()))
    double.authority.clock = world.clock
    thread = threading.Thread(target=double.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    yield double
    double.shutdown()
    double.server_close()


def test_the_log_of_calls_is_stamped_over_http(stamping: Double) -> None:
    world = World(stamping.url)
    world.archive.roots = [stamping.authority.root.pem]
    world.connect()
    world.call()
    world.clock.advance(timedelta(minutes=5))
    stamping.authority.away = True

    assert world.service.peers.stamp(UNLIMITED).is_away

    stamping.authority.away = False
    done = world.service.peers.stamp(UNLIMITED)
    assert (done.stamps, done.waiting) == (1, 0)
    assert check_log(world.archive, world.archive.roots) == []
    view = world.http.get("/v1/peers", "an").body
    assert (view["batches"], view["stamped"]) == (1, 1)
