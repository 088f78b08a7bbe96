"""Faults of the simulator in process, and the clock by which they begin and end."""

import json
from datetime import timedelta
from typing import Any

import pytest

from dvcqg.simulator.clock import ClockGoesBack, SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.faults import Fault, Faults
from dvcqg.testing.province import BEGIN, Province
from dvcqg.testing.samples import CODE, dossier

PATHS = addresses()


@pytest.fixture
def province() -> Province:
    province = Province()
    province.log_in()
    return province


def test_a_lost_answer_had_its_effect_and_an_unavailable_one_had_none(province: Province) -> None:
    unavailable = province.send("DongBoHoSoMC", "H49", "unavailable", isUpdating="False", data=[])
    assert unavailable.status == 503
    assert province.send("DongBoHoSoMC", "H49", "lost", isUpdating="False", data=[dossier()]).closed
    assert province.changes() == ["inserted"]
    malformed = province.send("TraCuuHoSo", "H49", "malformed", mahoso=CODE)
    with pytest.raises(json.JSONDecodeError):
        json.loads(malformed.body)


@pytest.mark.parametrize("fault", ["unavailable", "down", "busy"])
def test_a_call_without_effect_is_in_the_journal_of_its_dossier(
    province: Province, fault: str
) -> None:
    data = [dossier()]
    province.send("DongBoHoSoMC", "H49", fault, isUpdating="False", data=data)
    [call] = province.portal.journal.calls_of(CODE)
    assert (call.service, call.fault, call.effects) == ("DongBoHoSoMC", Fault(fault), [])
    assert call.payload["data"] == data


def test_a_hanging_call_takes_effect_later_once_the_clock_is_there() -> None:
    province = Province(Faults(hang_seconds=(60, 60)))
    province.log_in()
    assert province.send(
        "DongBoHoSoMC", "H49", "hanging", isUpdating="False", data=[dossier()]
    ).closed
    province.clock.advance(59)
    assert province.call("TraCuuHoSo", mahoso=CODE)["result"] == []
    province.clock.advance(2)
    assert province.call("TraCuuHoSo", mahoso=CODE)["result"] != []
    [effect] = province.portal.journal.effects
    assert effect.at == BEGIN + timedelta(seconds=60)


def test_an_outage_begins_and_ends_by_the_clock() -> None:
    outage = (BEGIN + timedelta(hours=1)).isoformat(), (BEGIN + timedelta(hours=73)).isoformat()
    province = Province(Faults(outages=(outage,)))
    province.log_in()
    closed = []
    for _ in range(74):
        closed.append(province.send("TraCuuHoSo", mahoso=CODE).closed)
        province.clock.advance(3600)
    assert closed == [False, *[True] * 72, False]


def test_shares_of_faults_are_drawn_from_the_seed_and_come_out_as_configured() -> None:
    def run(seed: int) -> list[str]:
        province = Province(Faults(seed=seed, unavailable=0.05, lost=0.05, hanging=0.02))
        for _ in range(1000):
            province.post(PATHS["log_in"], {"username": "tinh", "password": "mat-khau-thu"})
        return [call.fault.value if call.fault else "" for call in province.portal.journal.calls]

    first = run(1)
    assert first == run(1) != run(2)
    assert [30 < first.count(name) < 70 for name in ("unavailable", "lost")] == [True, True]
    assert 8 < first.count("hanging") < 35


@pytest.mark.parametrize(
    "wrong",
    [{"lost": 1.5}, {"lost": 0.6, "slow": 0.6}, {"session_calls": [9, 1]}, {"unknown": 1}],
)
def test_wrong_faults_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        Faults.from_json(wrong)


def test_the_clock_never_goes_back() -> None:
    clock = SimulatedClock(BEGIN)
    with pytest.raises(ClockGoesBack):
        clock.stand_at(BEGIN - timedelta(seconds=1))
    with pytest.raises(ClockGoesBack):
        clock.advance(-1)
    clock.advance(72 * 3600)
    clock.run()
    assert clock.running
    assert clock.now() >= BEGIN + timedelta(hours=72)


def test_every_fault_has_its_share_or_its_window() -> None:
    members = Faults().as_json()
    assert {fault.value for fault in Fault} <= members.keys()
    assert Faults.from_json(json.loads(json.dumps(members))) == Faults()
