"""Mẫu 06 grows with each move of a case, Mẫu 07 lists an agency's month, as PDF and CSV."""

import csv
import io
from base64 import b64decode
from datetime import datetime, timedelta
from typing import Any, Final

import pytest

from contracts.casework import (
    CaseAnswered,
    CaseAssigned,
    CaseConsulted,
    CaseExtended,
    CaseHandedOver,
    CaseReturned,
)
from contracts.terms import Applicant
from contracts.testing.dossier_events import CODE, OWNER
from documents.domain.book import Page
from documents.domain.move import Move
from documents.registers import register
from documents.registers.course import hand_overs, punctuality
from kit.core.model import Event
from kit.core.time import VIETNAM
from kit.security.staff_directory import Agency, Staff
from tests.unit.documents.papers import NAME, SUB, accepted, text_of
from tests.unit.documents.test_forms_of_the_circular import file_another
from tests.unit.documents.test_results import decided
from tests.unit.documents.world import World, world_with_dossier

HEAD: Final = Staff(sub="head-1", roles=("head",), agencies=("H49.61",))
CONTROL: Final = f"/v1/dossiers/{CODE}/control-form"
REGISTER: Final = "/v1/registers/H49.61.01?month=2026-11"


def receive(world: World, *events: Event) -> None:
    for event in events:
        world.receive(world.others.publish("casework", event))


def control_form(world: World) -> str:
    shown = world.client.get(CONTROL, HEAD.sub)
    assert shown.status == 200
    return text_of(b64decode(shown.body["pdf"]))


def a_world() -> World:
    world = world_with_dossier()
    world.employ(HEAD)
    world.directory.put_agency(
        Agency(code="H49.61.01", name="UBND phường Hồng Gai", valid_from="2025-07-01")
    )
    world.directory.put_agency(
        Agency(code="H49.70", name="Công an phường Hồng Gai", valid_from="2025-07-01")
    )
    return world


def a_course(world: World) -> list[Event]:
    """From desk to desk, to another agency, with a third one's opinion, and back."""
    at = world.others.at
    return [
        accepted(world.others),
        CaseAssigned(
            step="Thẩm định",
            desk="Chuyên môn 1",
            step_due=at + timedelta(hours=4),
            by=SUB,
            by_name=NAME,
        ),
        CaseHandedOver(
            agency="H49.61.02", agency_name="Sở Tư pháp", step="Thẩm định", desk="Phòng 2"
        ),
        CaseConsulted(agency="H49.70", due=at + timedelta(days=2)),
        CaseAnswered(agency="H49.70", due=at + timedelta(days=2), answer="Đồng ý."),
        CaseReturned(how="counter"),
    ]


def test_the_control_form_has_a_line_for_each_hand_over_with_its_time_and_official() -> None:
    world = a_world()
    receive(world, *a_course(world))

    text = control_form(world)

    for label in (
        "Mẫu số 06",
        "PHIẾU KIỂM SOÁT QUÁ TRÌNH GIẢI QUYẾT HỒ SƠ",
        f"Mã số hồ sơ: {CODE}",
        "Cơ quan (bộ phận) giải quyết hồ sơ: Sở Tư pháp",
        "Cơ quan phối hợp giải quyết hồ sơ: Công an phường Hồng Gai",
        "Ngày nhận: 09 giờ 01 phút, ngày 23 tháng 11 năm 2026",
        "Hẹn trả kết quả vào: 17 giờ 00 phút, ngày 26 tháng 11 năm 2026",
        "1. Giao: Người nộp hồ sơ 2. Nhận: Quầy số 3",
        f"Người thực hiện: {NAME}",
        "1. Giao: Quầy số 3 2. Nhận: Chuyên môn 1",
        "1. Giao: Chuyên môn 1 2. Nhận: Phòng 2, Sở Tư pháp",
        "đúng hạn",
        "1. Giao: Phòng 2, Sở Tư pháp 2. Nhận: Công an phường Hồng Gai",
        "1. Giao: Công an phường Hồng Gai 2. Nhận: Phòng 2, Sở Tư pháp",
        "1. Giao: Phòng 2, Sở Tư pháp 2. Nhận: Người nộp hồ sơ",
    ):
        assert label in text, label
    assert "Nguyễn Thị An" not in text


def test_moves_that_come_late_or_twice_stand_once_and_in_their_order() -> None:
    world = a_world()
    events = [
        world.others.publish("casework", accepted(world.others)),
        world.others.publish("casework", CaseAssigned(step="Thẩm định", desk="Chuyên môn 1")),
        world.others.publish("casework", CaseAssigned(step="Ký duyệt", desk="Lãnh đạo")),
    ]

    world.receive(*reversed(events), *events)

    moves = world.repository.moves_of(world.dossier())
    assert [move.desk for move in moves] == ["Quầy số 3", "Chuyên môn 1", "Lãnh đạo"]


def test_the_name_of_an_official_is_sealed_in_a_stored_move() -> None:
    world = a_world()

    receive(world, CaseAssigned(step="a", desk="b", by=SUB, by_name=NAME))

    assert NAME not in " ".join(item.doc for item in world.transport.items.values())
    assert world.repository.moves_of(world.dossier())[0].by_name == NAME


def listed(world: World, format: str = "csv", after: int = 0) -> Any:
    shown = world.client.get(f"{REGISTER}&format={format}&after={after}", HEAD.sub)
    assert shown.status == 200
    return shown.body


def rows(body: Any) -> list[list[str]]:
    text = b64decode(body["content"]).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def test_the_register_lists_what_was_accepted_with_promise_and_return() -> None:
    world = a_world()
    receive(world, accepted(world.others), decided(None))
    new_due = datetime(2026, 12, 1, 17, 0, tzinfo=VIETNAM)
    receive(
        world,
        CaseExtended(reason="a", old_due=new_due, new_due=new_due),
        CaseReturned(how="counter"),
    )

    (head, line) = rows(listed(world))

    assert tuple(head) == register.HEAD
    assert line == [
        "1",
        CODE,
        "Đăng ký thành lập hộ kinh doanh",
        "Nguyễn Thị An",
        "Hạ Long; 0912345678",
        "UBND phường Hồng Gai",
        "09:01 23/11/2026",
        "17:00 01/12/2026",
        "09:04 23/11/2026",
        "Trực tiếp",
        "",
    ]


def test_a_result_of_the_same_day_has_its_line_and_no_form_unless_wanted() -> None:
    world = a_world()
    for number, with_form in enumerate((False, True), start=1):
        receive(world, accepted(world.others).evolve(with_form=with_form))
        assert [each.kind for each in world.documents()] == ["form-01"] * (number - 1)

    assert listed(world)["lines"] == 2


def test_the_register_as_pdf_has_the_columns_of_the_circular() -> None:
    world = a_world()
    receive(world, accepted(world.others))

    text = text_of(b64decode(listed(world, "pdf")["content"]))

    for label in (
        *("Mẫu số 07", "SỔ THEO DÕI HỒ SƠ", "Tháng 11/2026", "UBND PHƯỜNG HỒNG GAI"),
        *("STT", "Mã hồ sơ", "Tên TTHC", "Tên tổ chức, cá nhân", "Nhận và trả kết quả"),
        *("Hẹn trả kết quả", "Ký nhận", CODE, "Nguyễn Thị An"),
    ):
        assert label in text, label


def test_another_month_and_another_agency_are_not_in_it() -> None:
    world = a_world()
    receive(world, accepted(world.others))

    other_month = world.client.get("/v1/registers/H49.61.01?month=2026-12&format=csv", HEAD.sub)
    other_agency = world.client.get("/v1/registers/H49.61.02?month=2026-11&format=csv", HEAD.sub)

    assert (other_month.body["lines"], other_agency.body["lines"]) == (0, 0)


def test_a_long_register_comes_in_parts() -> None:
    world = World()
    for number in range(1, 6):
        others = file_another(world, number)
        world.receive(others.publish("casework", accepted(others)))
    page = Page("H49.61.01", "form-01", 2026, 11)

    numbers, after = [], 0
    while True:
        part = register.read_register(world.repository, page, after=after, most=2)
        numbers.append([line.number for line in part.lines])
        if part.next is None:
            break
        after = part.next

    assert numbers == [[1, 2], [3, 4], [5]]


def test_an_erased_dossier_keeps_its_line_without_its_applicant() -> None:
    world = a_world()
    receive(world, accepted(world.others))
    world.destroy_keys()

    (_, line) = rows(listed(world))

    assert line[1] == CODE
    assert line[3:5] == ["(đã xóa)", "(đã xóa)"]


def test_no_cell_of_the_table_begins_a_formula() -> None:
    world = World()
    applicant = Applicant(full_name="=1+1", identity_number="022190001234", address="@a")
    others = file_another(world, 1, applicant)
    world.receive(others.publish("casework", accepted(others)))
    page = Page("H49.61.01", "form-01", 2026, 11)

    part = register.read_register(world.repository, page, after=0)

    assert "'=1+1" in register.register_csv(part.lines)


def test_who_may_read_a_register_and_that_it_is_on_record() -> None:
    world = a_world()
    receive(world, accepted(world.others))

    statuses = {
        sub: world.client.get(REGISTER, sub).status for sub in ("", OWNER, "desk-1", "desk-2")
    }

    assert statuses == {"": 401, OWNER: 403, "desk-1": 200, "desk-2": 404}
    (record,) = world.access_records()
    assert (record.by, record.rows) == ("desk-1", 1)


@pytest.mark.parametrize(("extended", "outcome"), [(False, "quá hạn"), (True, "trước hạn")])
def test_the_return_is_measured_by_what_was_promised(extended: bool, outcome: str) -> None:
    at = datetime(2026, 11, 23, 10, tzinfo=VIETNAM)
    promise, later = at + timedelta(days=3), at + timedelta(days=9)
    moves = [Move(sequence=1, event="case.accepted", at=at, due=promise)]
    if extended:
        moves.append(Move(sequence=2, event="case.extended", at=at, due=later))
    moves.append(Move(sequence=3, event="case.returned", at=promise + timedelta(hours=1)))

    assert hand_overs(moves, str)[-1].outcome == outcome


@pytest.mark.parametrize(
    ("hours", "outcome"), [(-30, "trước hạn"), (-1, "đúng hạn"), (1, "quá hạn")]
)
def test_a_desk_is_early_on_time_or_late(hours: int, outcome: str) -> None:
    due = datetime(2026, 11, 26, 10, tzinfo=VIETNAM)

    assert punctuality(due + timedelta(hours=hours), due) == outcome
