"""Each function has what it needs: the local cloud enforces the roles, and nothing else runs meanwhile."""

import json
import threading
import time
from typing import Any

import pytest
import requests

from contracts.routes import ROUTES
from infra.places import SERVICES
from kit.ids import new_ulid, now
from local.demo.api import Api, Refused, TookTooLong
from local.demo.journey import NotAsPromised
from tests.infra.cloudformation import statements
from tests.integration.cloud import PAID, Town, enforces, items
from tests.integration.roles import EVERY_ROLE, Role, denials

pytestmark = [pytest.mark.integration, pytest.mark.alone]

NEEDED = [
    ("intake", "CheckerRole", "Quarantine"),
    ("casework", "InboxRole", "Table"),
    ("documents", "InboxRole", "SealKey"),
    ("payments", "RelayRole", "Hearers"),
    ("notifications", "InboxRole", "Sms"),
    ("status", "ApiRole", "Table"),
]
"""One statement of each service, of functions of every kind."""
NOT_ENFORCED = {"Logs", "Traces", "Receive", "Stream", "Streams", "Failures"}
"""What the platform does for a function: the local cloud asks no policy, so tests/infra asserts them."""

NOT_YET_USED = {
    ("status", "RelayRole", "Table"): "status says nothing, its relay is never woken",
    ("casework", "InboxRole", "Vault"): "a withdrawal's reason and the words of a supplement are sealed",
    ("casework", "InboxRole", "VaultKey"): "the same",
    ("casework", "SweeperRole", "Vault"): "the same, of what was parked",
    ("casework", "SweeperRole", "VaultKey"): "the same",
    ("payments", "SweeperRole", "Vault"): "a receipt names its payer, and money is heard of by the inbox here",
    ("payments", "SweeperRole", "VaultKey"): "the same",
    ("payments", "SweeperRole", "Secrets"): "an open payment is closed at Stripe when its time is over",
    ("payments", "InboxRole", "Secrets"): "an open payment is closed at Stripe when its case is refused",
    ("notifications", "InboxRole", "Directory"): "only an official's notice asks where the agency is",
    ("notifications", "SweeperRole", "Directory"): "the same",
}
"""What no dossier of the demo leads to; tests/infra/test_roles.py says what these hold."""


class Stopped(Exception):
    """The test has seen what it wanted to see."""


class Stoppable(requests.Session):
    """A session that ends a journey at its next call."""

    def __init__(self, stop: threading.Event) -> None:
        super().__init__()
        self._stop = stop

    def request(self, *asked: Any, **more: Any) -> requests.Response:
        """The call, unless the journey is over."""
        if self._stop.is_set():
            raise Stopped
        return super().request(*asked, **more)


class Traveller:
    """A dossier on its way in a thread of its own; `failed` says at which step it ended."""

    def __init__(self, town: Town) -> None:
        self._stop = threading.Event()
        self.failed = ""
        self._journey = town.journey(PAID)
        self._journey.entrance = entrance = type("Watched", (), {})()
        entrance.place = town.place
        entrance.enter = lambda kind, name: Api(
            town.place, town.entrance.enter(kind, name).token, Stoppable(self._stop)
        )
        self._thread = threading.Thread(target=self._go, daemon=True)
        self._thread.start()

    def _go(self) -> None:
        try:
            self._journey.go()
        except Stopped:
            return
        except (Refused, TookTooLong, NotAsPromised) as failed:
            self.failed = str(failed)

    @property
    def arrived(self) -> bool:
        """Whether it went through."""
        return not self._thread.is_alive() and not self.failed

    def end(self) -> None:
        """Let it go no further than its next call; one that waits for the public status ends by itself."""
        self._stop.set()
        self._thread.join(1)


@pytest.fixture(autouse=True)
def _enforced() -> None:
    if not enforces():
        pytest.skip("this cloud does not enforce policies")


@pytest.mark.parametrize(("service", "role", "sid"), NEEDED)
def test_without_one_needed_statement_the_functions_own_call_fails(
    town: Town, service: str, role: str, sid: str
) -> None:
    assert "denied" in outcome(town, Role(town, service, role), sid)


def test_with_every_statement_back_a_dossier_arrives(town: Town) -> None:
    town.journey(PAID).go()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("service", "role", "sid"),
    [
        (service, role, sid)
        for service, role in EVERY_ROLE
        for sid in statements(service, role)
        if sid not in NOT_ENFORCED and (service, role, sid) not in NOT_YET_USED
    ],
)
def test_every_statement_is_needed(town: Town, service: str, role: str, sid: str) -> None:
    assert "denied" in outcome(town, Role(town, service, role), sid)


def outcome(town: Town, role: Role, sid: str, patience: float = 90.0) -> str:
    """What becomes of a dossier, and of a visit by the clock, while the role lacks the statement."""
    done(town)
    if role.logical == "SweeperRole":
        plant(town, role.service)
    since = time.time()
    with role.without(sid):
        if role.logical == "SweeperRole":
            return woken(town, role, since)
        if role.logical == "ApiRole":
            visit(town)
        traveller = Traveller(town)
        try:
            deadline = time.monotonic() + patience
            while time.monotonic() < deadline:
                if traveller.failed:
                    return f"denied: {traveller.failed}"
                if found := denials(town, role.service, since):
                    return f"denied: {found[0]}"
                if traveller.arrived:
                    return "arrived"
                time.sleep(0.25)
            return "neither"
        finally:
            traveller.end()


def woken(town: Town, role: Role, since: float) -> str:
    """What the sweeper's turn comes to."""
    answer = town.client("lambda").invoke(FunctionName=role.function, Payload=b"{}")
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if found := denials(town, role.service, since):
            return f"denied: {found[0]}"
        if "FunctionError" in answer:
            return f"denied: {answer['FunctionError']}"
        time.sleep(0.2)
    return "swept"


def visit(town: Town) -> None:
    """Officials and citizens look at lists, page by page: what a dossier on its way does not ask for."""
    code = done(town)
    desk, citizen = town.staff("mot-cua"), town.entrance.enter("citizen", SEEN["who"].username)
    desk.send("GET", "casework", "/cases?agency=H49&limit=1")
    town.staff("quan-tri").send("GET", "casework", "/staff/nobody")
    for service, what in (("documents", "documents"), ("payments", "fees"), ("notifications", "notices")):
        desk.send(
            "GET", service, f"/dossiers/{code}/{what}?limit=1" if what == "notices" else f"/dossiers/{code}/{what}"
        )
    citizen.send("GET", "notifications", f"/dossiers/{code}/notices?limit=1")
    citizen.send("GET", "status", "/me/dossiers?limit=1")
    citizen.send("GET", "intake", "/procedures?limit=1")


SEEN: dict[str, Any] = {}


def done(town: Town) -> str:
    """The code of one dossier that went through."""
    if not SEEN:
        journey = town.journey(PAID)
        SEEN.update(code=journey.go(), who=journey.who)
    return str(SEEN["code"])


def plant(town: Town, service: str) -> None:
    """Work for the sweeper: an event that stayed unsent, and the messages of a dossier that came too early."""
    code, other = done(town), f"H49.60-260101-{new_number()}"
    tables, name = town.client("dynamodb"), f"motcua-local-{service}"
    old = {"since": {"S": "2026-01-01T00:00:00.000000Z"}}
    mine = [item for item in events_of(town, service) if code in item["doc"]["S"]]
    for item in mine[:1]:
        tables.put_item(TableName=name, Item=item | old | {"waiting": {"S": "unsent"}})
    heard = [item for source in SERVICES for item in events_of(town, source) if code in item["doc"]["S"]]
    for item in sorted(heard, key=lambda i: json.loads(i["doc"]["S"])["time"]):
        said = json.loads(item["doc"]["S"])
        if service not in ROUTES.get(said["type"], ()) or said["type"] == "provider.notified":
            continue
        own = new_ulid(now())
        text = json.dumps(said).replace(code, other).replace(said["id"], own)
        parked = {"pk": {"S": f"EARLY#{other}"}, "sk": {"S": own}, "doc": {"S": text}}
        tables.put_item(TableName=name, Item=parked | old | {"waiting": {"S": "early"}, "version": {"N": "1"}})


def new_number() -> str:
    """The last part of a dossier code that nobody has."""
    return f"{time.time_ns() // 1_000_000 % 10_000_000:07d}"


def events_of(town: Town, service: str) -> list[dict[str, Any]]:
    """The events that a service said."""
    return [item for item in items(town, f"motcua-local-{service}") if item["sk"]["S"].startswith("EVENT#")]
