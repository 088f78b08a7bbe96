"""The deployed exchange and a portal that fails or is away: nothing is lost (X1, X2)."""

import time
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from typing import Final

import pytest
import requests

from dvcqg.moments import parse_moment
from local.demo.api_client import Json
from local.demo.national import ACCEPTED, FREE, NationalDossier
from local.demo.set_up import demo_agency
from local.demo.waiting import Limits, wait_for
from tests.integration.world import World, new_citizen

pytestmark = [
    pytest.mark.integration,
    pytest.mark.soak,
    pytest.mark.alone,  # the portal fails for everybody
]
COUNT: Final = 100
FAULTS: Final = {
    "unavailable": 0.05, "lost": 0.05, "hanging": 0.02, "hang_seconds": [5.0, 60.0],
    "session_calls": [20, 80],
}  # fmt: skip
OUTAGE: Final = timedelta(minutes=10)
WHILE_DOWN: Final = 10
"""How many dossiers are filed meanwhile."""
PATIENCE: Final = Limits(without_progress=2_700.0, ceiling=2_700.0, longest_pause=5.0)
"""The longest pause of the circuit fits in, and those of a lane that failed four times in a row."""


class Portal:
    """The simulator's control."""

    def __init__(self, world: World) -> None:
        self._address = f"{world.sign_in.deployment.national_portal}/_simulator"

    def set_faults(self, faults: Json) -> None:
        answer = requests.put(f"{self._address}/faults", json=faults, timeout=30)
        assert answer.ok, answer.text

    def state(self) -> Json:
        return self._get("")

    def calls(self, after: int) -> list[Json]:
        """Those of the province, behind a number."""
        calls: list[Json] = self._get(f"/journal?after={after}&limit=100000")["calls"]
        return [call for call in calls if call["service"] != "filing"]

    def dossier(self, code: str) -> Json:
        return self._get(f"/dossier?code={code}")

    def _get(self, path: str) -> Json:
        answer: Json = requests.get(f"{self._address}{path}", timeout=30).json()
        return answer


@pytest.fixture
def portal(world: World) -> Iterator[Portal]:
    """Without faults afterwards."""
    portal = Portal(world)
    yield portal
    portal.set_faults({})


def received(world: World, count: int) -> list[str]:
    """Codes of dossiers that were filed there and accepted here."""
    codes = []
    for _ in range(count):
        each = NationalDossier(world.sign_in, new_citizen(), demo_agency(FREE), world.steps.append)
        each.receive()
        codes.append(each.code)
    return codes


def wait_until_accepted(portal: Portal, codes: list[str]) -> None:
    """Until the portal shows each acceptance; the schedule runs the pusher each minute."""
    missing = set(codes)

    def shown() -> bool | None:
        for code in sorted(missing):
            stored = portal.dossier(code)
            if stored["exists"] and ACCEPTED in [step["TrangThai"] for step in stored["steps"]]:
                missing.discard(code)
        return not missing or None

    wait_for(shown, "each acceptance stands at the portal", limits=PATIENCE)


def test_the_progress_of_a_hundred_dossiers_arrives_whatever_the_portal_does(
    world: World, portal: Portal
) -> None:
    after = portal.state()["calls"]
    portal.set_faults(FAULTS)
    codes = received(world, COUNT)

    wait_until_accepted(portal, codes)

    calls, doubled = portal.calls(after), 0
    for code in codes:
        stored = portal.dossier(code)
        steps = [(step["ThoiDiemXuLy"], step["TrangThai"]) for step in stored["steps"]]
        once = list(dict.fromkeys(steps))
        assert stored["fields"]["TrangThaiHoSo"] == ACCEPTED
        doubled += len(steps) - len(once)
        assert [moment for moment, _ in once] == sorted(moment for moment, _ in once)
        assert once[-1][1] == ACCEPTED
    faults = [call["fault"] for call in calls if call["fault"]]
    print(f"{COUNT} dossiers, {len(calls)} calls, {len(faults)} failed, {doubled} steps doubled")
    assert len(faults) > COUNT / 10
    assert doubled <= faults.count("hanging")


def test_a_portal_that_is_away_for_ten_minutes_is_probed_and_caught_up(
    world: World, portal: Portal
) -> None:
    after = portal.state()["calls"]
    portal.set_faults({"down": True})
    begin = time.monotonic()
    codes = received(world, WHILE_DOWN)

    def over() -> bool | None:
        return time.monotonic() - begin >= OUTAGE.total_seconds() or None

    wait_for(over, "ten minutes have passed", limits=PATIENCE)
    meanwhile = portal.calls(after)
    portal.set_faults({})
    wait_until_accepted(portal, codes)

    moments = [moment for call in meanwhile if (moment := parse_moment(call["at"]))]
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    print(
        f"{len(meanwhile)} calls while it was away, {max(gaps, default=0):.0f} s the longest pause"
    )
    assert 1 <= len(meanwhile) <= 10
    assert all(later >= 30 for later in gaps[5:])
