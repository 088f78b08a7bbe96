"""Two clients under faults: the audit finds out which looks up and which repeats."""

import json
from typing import Any

import pytest

from dvcqg.generate.right import right_document
from dvcqg.moments import parse_moment
from dvcqg.simulator.audit import Audit, audit
from dvcqg.simulator.clock import SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.exchange import Request
from dvcqg.simulator.faults import Fault, Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.simulator import Simulator

PATHS = addresses()
FAULTS = Faults(seed=11, unavailable=0.05, lost=0.05, hanging=0.02, malformed=0.02, busy=0.02)
LONGEST_HANGING = FAULTS.hang_seconds[1] + 1
DOSSIERS = 60


class UnknownOutcome(Exception):
    """Nobody knows whether the call had its effect."""


class Client:
    """Sends one dossier after another; a second passes with each call."""

    def __init__(self, *, looks_up: bool) -> None:
        self.clock = SimulatedClock(parse_moment("20270101000000"))
        self.portal = Portal(clock=self.clock, faults=FAULTS)
        self.handle = Simulator(self.portal).handle
        self.looks_up = looks_up
        self.session = ""

    def post(self, path: str, members: dict[str, Any]) -> dict[str, Any]:
        self.clock.advance(1)
        answer = self.handle(Request("POST", path, json.dumps(members).encode()))
        if answer.closed or answer.status != 200:
            raise UnknownOutcome
        try:
            decoded: dict[str, Any] = json.loads(answer.body)
        except ValueError:
            raise UnknownOutcome from None
        return decoded

    def call(self, service: str, **members: Any) -> dict[str, Any]:
        """Logs in where the session has ended; repeats where the portal is busy."""
        while True:
            body = {"session": self.session, "madonvi": "H49", "service": service, **members}
            answer = self.post(PATHS["services"], body)
            if "hết hạn" in answer["message"]:
                self.log_in()
            elif "đang bận" not in answer["message"]:
                return answer

    def log_in(self) -> None:
        while True:
            log_in = {"username": "tinh", "password": "mat-khau-thu"}
            try:
                self.session = self.post(PATHS["log_in"], log_in).get("session", "")
                return
            except UnknownOutcome:
                continue

    def existing(self, code: str) -> dict[str, Any] | None:
        """What the portal has, once nothing can be under way any more."""
        self.clock.advance(LONGEST_HANGING)
        while True:
            try:
                result = self.call("TraCuuHoSo", mahoso=code)["result"]
                return result[0] if result else None
            except UnknownOutcome:
                continue

    def send(self, dossier: dict[str, Any], steps: list[dict[str, Any]]) -> None:
        code, updating, left = dossier["MaHoSo"], "False", steps
        while True:
            try:
                answer = self.call("DongBoHoSoMC", isUpdating=updating, data=[dossier])
                if "đã tồn tại" in answer["message"]:
                    updating = "True"
                    continue
                if left:
                    self.call("CapNhatTienDoHoSoMC", data=left)
                return
            except UnknownOutcome:
                if not self.looks_up:
                    continue
                there = self.existing(code)
                updating = "True" if there else "False"
                done = len(there["DanhSachTienDo"]) if there else 0
                left = steps[done:]


def run(*, looks_up: bool) -> tuple[Audit, Client]:
    client = Client(looks_up=looks_up)
    expected = {}
    for number in range(DOSSIERS):
        first, second = right_document(number, mode="final")["calls"]
        [dossier], steps = first["payload"]["data"], second["payload"]["data"]
        client.send(dossier, steps)
        keys = [(step["ThoiDiemXuLy"], step["TrangThai"]) for step in steps]
        expected[dossier["MaHoSo"]] = {"fields": dossier, "steps": keys}
    client.portal.apply_all_hanging()
    return audit(client.portal.dossiers, expected), client


@pytest.mark.parametrize("looks_up", [True, False])
def test_who_looks_up_before_repeating_doubles_nothing(looks_up: bool) -> None:
    report, client = run(looks_up=looks_up)
    counts = report.as_json()["counts"]
    doubled = counts.pop("doubled_steps")
    assert set(counts.values()) == {0}
    assert (doubled == 0) is looks_up
    faults = {call.fault for call in client.portal.journal.calls if call.fault}
    assert faults == set(Fault) - {Fault.SLOW, Fault.DOWN}
    assert client.portal.sessions.log_ins > 3
