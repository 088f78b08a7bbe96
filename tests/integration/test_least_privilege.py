"""Each function has what it needs: the local cloud enforces the roles, and nothing else runs meanwhile."""

import time

import pytest

from tests.infra.cloudformation import statements
from tests.integration.world import PAID, World, enforces
from tests.integration.role_workload import ask_for_the_key, complain, done, plant, visit
from tests.integration.roles import EVERY_ROLE, Role, denials
from tests.integration.background_journey import Traveller
from tests.integration.unreported_payment import found_out, plant_untold

pytestmark = [pytest.mark.integration, pytest.mark.alone]

NEEDED = [
    ("intake", "CheckerRole", "Quarantine"),
    ("casework", "InboxRole", "Table"),
    ("documents", "InboxRole", "SealKey"),
    ("payments", "RelayRole", "Subscribers"),
    ("notifications", "InboxRole", "Sms"),
    ("status", "ApiRole", "Table"),
]
"""One statement of each service, of functions of every kind."""
NOT_ENFORCED = {"Logs", "Traces", "Receive", "Stream", "Streams", "Failures"}
"""What the platform does for a function: the local cloud asks no policy, so tests/infra asserts them."""

NOT_YET_USED = {
    (
        "casework",
        "InboxRole",
        "Vault",
    ): "a withdrawal's reason and the words of a supplement are sealed",
    ("casework", "InboxRole", "VaultKey"): "the same",
    ("casework", "SweeperRole", "Vault"): "the same, of what was parked",
    ("casework", "SweeperRole", "VaultKey"): "the same",
}
"""What no dossier of the demo leads to; tests/infra/test_roles.py says what these hold."""

BY_THE_CLOCK = ("SweeperRole", "PollerRole", "BackfillRole", "ReconcilerRole")
"""Roles of functions that nothing but time wakes."""
ASKING = [("payments", role) for role in ("SweeperRole", "PollerRole", "ReconcilerRole")]
"""Those that find out about money that nobody told of; the backfill leaves what is younger than ten minutes."""


@pytest.fixture(autouse=True)
def _enforced() -> None:
    if not enforces():
        pytest.skip("this cloud does not enforce policies")


@pytest.mark.parametrize(("service", "role", "sid"), NEEDED)
def test_without_one_needed_statement_the_functions_own_call_fails(
    world: World, service: str, role: str, sid: str
) -> None:
    assert "denied" in outcome(world, Role(world, service, role), sid)


def test_with_every_statement_back_a_dossier_arrives(world: World) -> None:
    world.journey(PAID).go()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("service", "role"), [each for each in EVERY_ROLE if each[1] in BY_THE_CLOCK]
)
def test_with_every_statement_what_time_wakes_does_its_work_without_an_error(
    world: World, service: str, role: str
) -> None:
    woke = Role(world, service, role)
    prepared(world, woke)

    assert woken(world, woke, time.time()) == "swept"
    if (service, role) in ASKING:
        assert found_out(world)


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
def test_every_statement_is_needed(world: World, service: str, role: str, sid: str) -> None:
    assert "denied" in outcome(world, Role(world, service, role), sid)


def outcome(world: World, role: Role, sid: str) -> str:
    """What becomes of a dossier, and of a visit by the clock, while the role lacks the statement."""
    done(world)
    prepared(world, role)
    since = time.time()
    with role.without(sid):
        if role.logical in BY_THE_CLOCK:
            return woken(world, role, since)
        errands(world, role)
        traveller = Traveller(world)
        try:
            return travelled(world, traveller, role, since)
        finally:
            traveller.end()


def prepared(world: World, role: Role) -> None:
    """Work for what only time wakes."""
    if role.logical == "SweeperRole":
        plant(world, role.service)
    if role.service == "payments" and role.logical in BY_THE_CLOCK:
        plant_untold(world)


def errands(world: World, role: Role) -> None:
    """What a dossier on its way does not ask of a function."""
    if role.logical == "ApiRole":
        visit(world)
    if (role.service, role.logical) == ("documents", "ApiRole"):
        ask_for_the_key(world)
    if (role.service, role.logical) == ("notifications", "InboxRole"):
        complain(world)


def travelled(
    world: World, traveller: Traveller, role: Role, since: float, patience: float = 90.0
) -> str:
    """How far a dossier comes, or what the service says meanwhile; patience in seconds."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        if traveller.failed:
            return f"denied: {traveller.failed}"
        if found := denials(world, role.service, since):
            return f"denied: {found[0]}"
        if traveller.arrived:
            return "arrived"
        time.sleep(0.25)
    return "neither"


def woken(world: World, role: Role, since: float) -> str:
    """What the turn of a function that time wakes comes to."""
    answer = world.client("lambda").invoke(FunctionName=role.function, Payload=b"{}")
    deadline = time.monotonic() + 3
    while time.monotonic() < deadline:
        if found := denials(world, role.service, since):
            return f"denied: {found[0]}"
        if "FunctionError" in answer:
            return f"denied: {answer['FunctionError']}"
        time.sleep(0.2)
    return "swept"
