"""The simulator in process: dialects, sessions, what is stored and refused."""

from typing import Any

import pytest

from dvcqg.simulator.dialects import addresses
from dvcqg.simulator.faults import Faults
from dvcqg.testing.province import Province
from dvcqg.testing.samples import CODE, dossier, step

PATHS = addresses()


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
