"""The simulator in process: dialects, sessions, faults, the journal and the clock."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from dvcqg.simulator.clock import ClockGoesBack, SimulatedClock
from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.exchange import Answer, Request
from dvcqg.simulator.faults import HEADER, Fault, Faults
from dvcqg.simulator.portal import Portal
from dvcqg.simulator.simulator import Simulator

CODE = "H49.09-261201-0001"
BEGIN = datetime(2026, 12, 1, 1, tzinfo=UTC)
PATHS = addresses()


def dossier(code: str = CODE, status: str = "2", **changes: Any) -> dict[str, Any]:
    return {
        "MaHoSo": code,
        "MaTTHC": "2.000635",
        "TenTTHC": "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        "KenhThucHien": "2",
        "ChuHoSo": "Nguyễn Thị Mai",
        "LoaiDoiTuong": "1",
        "NgayNopHoSo": "20261201080000",
        "TrangThaiHoSo": status,
        "DonViXuLy": "Sở Tư pháp",
        **changes,
    }


def step(moment: str, status: str, code: str = CODE, **changes: Any) -> dict[str, Any]:
    return {
        "MaHoSo": code,
        "NguoiXuLy": "Trần Văn Bình",
        "ThoiDiemXuLy": moment,
        "TrangThai": status,
        **changes,
    }


class Province:
    """A client in process: the session dialect, with the session that it has."""

    def __init__(self, faults: Faults | None = None, **options: Any) -> None:
        self.clock = SimulatedClock(BEGIN)
        self.portal = Portal(clock=self.clock, faults=faults, **options)
        self.simulator = Simulator(self.portal)
        self.session = ""

    def post(self, path: str, members: Any, **headers: str) -> Answer:
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        return self.simulator.handle(Request("POST", path, json.dumps(members).encode(), names))

    def log_in(self, password: str = "mat-khau-thu") -> dict[str, Any]:
        answer = self.post(PATHS["log_in"], {"username": "tinh", "password": password})
        members: dict[str, Any] = json.loads(answer.body)
        self.session = members.get("session", "")
        return members

    def ask(self, service: str, unit: str = "H49.09", fault: str = "", **members: Any) -> Answer:
        body = {"session": self.session, "madonvi": unit, "service": service, **members}
        headers = {HEADER: fault} if fault else {}
        return self.post(PATHS["services"], body, **headers)

    def call(self, service: str, **members: Any) -> dict[str, Any]:
        answer = self.ask(service, **members)
        decoded: dict[str, Any] = json.loads(answer.body)
        return decoded

    def save(self, *items: dict[str, Any], updating: str = "False", **more: Any) -> dict[str, Any]:
        return self.call("DongBoHoSoMC", isUpdating=updating, data=list(items), **more)

    def steps(self, *items: dict[str, Any], **more: Any) -> dict[str, Any]:
        return self.call("CapNhatTienDoHoSoMC", data=list(items), **more)

    def changes(self, code: str = CODE) -> list[str]:
        return [effect.change.value for effect in self.portal.journal.effects_of(code)]


@pytest.fixture
def province() -> Province:
    province = Province()
    province.log_in()
    return province


def test_a_dossier_and_its_steps_are_stored_and_looked_up(province: Province) -> None:
    assert province.call("TraCuuHoSo", mahoso=CODE)["result"] == []
    assert province.save(dossier())["error_code"] == "0"
    assert province.steps(step("20261201090000", "2"))["message"] == "Cập nhật dữ liệu thành công"

    [stored] = province.call("TraCuuHoSo", mahoso=CODE)["result"]
    assert stored["TrangThaiHoSo"] == "2"
    assert [s["TrangThai"] for s in stored["DanhSachTienDo"]] == ["2"]


def test_where_steps_are_not_listed_only_existence_shows() -> None:
    province = Province(lookup_steps=False)
    province.log_in()
    province.save(dossier())
    assert "DanhSachTienDo" not in province.call("TraCuuHoSo", mahoso=CODE)["result"][0]


def test_a_dossier_that_exists_is_refused_with_words_and_updated_otherwise(
    province: Province,
) -> None:
    assert "không tồn tại" in province.save(dossier(), updating="True")["message"]
    province.save(dossier())
    assert "đã tồn tại" in province.save(dossier())["message"]
    assert province.save(dossier(status="4"), updating="True")["error_code"] == "0"
    assert province.save(dossier(status="4"), updating="True")["error_code"] == "0"
    assert province.changes() == ["refused", "inserted", "refused", "updated", "duplicate"]


def test_a_step_sent_twice_is_stored_twice_and_a_late_one_is_out_of_order(
    province: Province,
) -> None:
    province.save(dossier())
    for moment, status in (("20261201090000", "2"), ("20261201100000", "4")):
        province.steps(step(moment, status))
    province.steps(step("20261201100000", "4"))
    province.steps(step("20261201093000", "6"))
    assert province.changes() == ["inserted", "inserted", "inserted", "duplicate", "inserted"]
    assert province.portal.journal.effects[-1].out_of_order
    assert len(province.portal.dossiers.by_code[CODE].steps) == 4


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"TrangThaiHoSo": "11"}, "Trường TrangThaiHoSo không hợp lệ"),
        ({"TrichYeuHoSo": "a" * 1001}, "Trường TrichYeuHoSo không hợp lệ"),
        ({"NgayNopHoSo": "2026-12-01"}, "Trường NgayNopHoSo không hợp lệ"),
        ({"TaiLieuNop": [{"TepDinhKemId": "1"}]}, "Thiếu trường TaiLieuNop[0].TenTepDinhKem"),
    ],
)
def test_a_poisoned_dossier_is_refused_by_the_name_of_its_field(
    province: Province, change: dict[str, Any], words: str
) -> None:
    assert province.save(dossier(**change))["message"] == words
    assert province.changes() == ["refused"]
    assert CODE not in province.portal.dossiers.by_code


def test_one_wrong_step_refuses_the_whole_call(province: Province) -> None:
    province.save(dossier())
    wrong = step("20261201100000", "4", NguoiXuLy="a" * 51)
    assert province.steps(step("20261201090000", "2"), wrong)["error_code"] != "0"
    assert province.portal.dossiers.by_code[CODE].steps == []


def test_a_session_ends_after_its_calls_and_a_foreign_unit_is_refused() -> None:
    province = Province(Faults(session_calls=(3, 3)))
    province.log_in()
    words = [province.call("TraCuuHoSo", mahoso=CODE)["message"] for _ in range(4)]
    assert ["hết hạn" in word for word in words] == [False, False, False, True]
    province.log_in()
    assert "H34 không thuộc" in province.call("TraCuuHoSo", mahoso=CODE, unit="H34")["message"]
    assert province.log_in("sai")["error_code"] != "0"


def test_the_adapter_takes_bare_lists(province: Province) -> None:
    target = PATHS["adapter_dossiers"] + "?MaDinhDanhDV=000.00.09.H49&isUpdating=False"
    assert b"th\xc3\xa0nh c\xc3\xb4ng" in province.post(target, [dossier()]).body
    province.post(PATHS["adapter_update"], [dossier(status="4")])
    province.post(PATHS["adapter_steps"], [step("20261201090000", "2")])
    assert province.changes() == ["inserted", "updated", "inserted"]
    assert {call.dialect for call in province.portal.journal.calls[1:]} == {"adapter"}


def test_a_lost_answer_had_its_effect_and_an_unavailable_one_had_none(province: Province) -> None:
    unavailable = province.ask("DongBoHoSoMC", "H49", "unavailable", isUpdating="False", data=[])
    assert unavailable.status == 503
    assert province.ask("DongBoHoSoMC", "H49", "lost", isUpdating="False", data=[dossier()]).closed
    assert province.changes() == ["inserted"]
    malformed = province.ask("TraCuuHoSo", "H49", "malformed", mahoso=CODE)
    with pytest.raises(json.JSONDecodeError):
        json.loads(malformed.body)


@pytest.mark.parametrize("fault", ["unavailable", "down", "busy"])
def test_a_call_without_effect_is_in_the_journal_of_its_dossier(
    province: Province, fault: str
) -> None:
    data = [dossier()]
    province.ask("DongBoHoSoMC", "H49", fault, isUpdating="False", data=data)
    [call] = province.portal.journal.calls_of(CODE)
    assert (call.service, call.fault, call.effects) == ("DongBoHoSoMC", Fault(fault), [])
    assert call.payload["data"] == data


def test_a_hanging_call_takes_effect_later_once_the_clock_is_there() -> None:
    province = Province(Faults(hang_seconds=(60, 60)))
    province.log_in()
    assert province.ask(
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
        closed.append(province.ask("TraCuuHoSo", mahoso=CODE).closed)
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
