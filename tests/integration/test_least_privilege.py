"""Each function has what it needs: the local cloud enforces the roles, and nothing else runs meanwhile."""

import threading
import time
from typing import Any

import pytest
import requests

from local.demo.api import Api, Refused, TookTooLong
from local.demo.journey import NotAsPromised
from tests.infra.cloudformation import statements
from tests.integration.cloud import PAID, Town, enforces
from tests.integration.errands import complain, done, plant, visit
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
    (
        "documents",
        "ApiRole",
        "SealKey",
    ): "asked only until the first seal: from then on the inbox has kept the public key",
    ("payments", "SweeperRole", "Vault"): "a receipt names its payer, and money is heard of by the inbox here",
    ("payments", "SweeperRole", "VaultKey"): "the same",
    ("payments", "SweeperRole", "Secrets"): "an open payment is closed at Stripe when its time is over",
    ("payments", "PollerRole", "Table"): "nobody's try is open for five minutes when the poller is woken here",
    ("payments", "PollerRole", "Vault"): "the same",
    ("payments", "PollerRole", "VaultKey"): "the same",
    ("payments", "PollerRole", "Secrets"): "the same",
    ("payments", "ReconcilerRole", "Vault"): "a receipt names its payer, and no day here has money that nobody told of",
    ("payments", "ReconcilerRole", "VaultKey"): "the same",
}
"""What no dossier of the demo leads to; tests/infra/test_roles.py says what these hold."""

BY_THE_CLOCK = ("SweeperRole", "PollerRole", "BackfillRole", "ReconcilerRole")
"""Roles of functions that nothing but time wakes."""


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
        if role.logical in BY_THE_CLOCK:
            return woken(town, role, since)
        if role.logical == "ApiRole":
            visit(town)
        if (role.service, role.logical) == ("notifications", "InboxRole"):
            complain(town)
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
    """What the turn of a function that time wakes comes to."""
    answer = town.client("lambda").invoke(FunctionName=role.function, Payload=b"{}")
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if found := denials(town, role.service, since):
            return f"denied: {found[0]}"
        if "FunctionError" in answer:
            return f"denied: {answer['FunctionError']}"
        time.sleep(0.2)
    return "swept"
