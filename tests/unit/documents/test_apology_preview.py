"""The preview of Mẫu 04 before an extension is sent: marked, on record, and never stored."""

from base64 import b64decode
from typing import Any, Final

from contracts.testing.dossier_events import CODE, dossier_filed
from kit.security.staff_directory import Staff
from tests.unit.documents.papers import text_of
from tests.unit.documents.world import World

HEAD: Final = Staff(sub="head-1", roles=("head",), agencies=("H49.61",), name="Trần Thị Hoa")
OFFICER: Final = Staff(sub="officer-1", roles=("officer",), agencies=("H49.61",))
ELSEWHERE: Final = Staff(sub="head-2", roles=("head",), agencies=("H49.62",))
PATH: Final = f"/v1/dossiers/{CODE}/apology-preview"
BODY: Final[dict[str, Any]] = {
    "reason": "Chờ ý kiến của Sở Xây dựng.",
    "promised": "2026-11-27T17:00:00+07:00",
    "due": "2026-11-30T17:00:00+07:00",
    "accepted_at": "2026-11-23T09:20:00+07:00",
}


def a_world() -> World:
    world = World()
    world.employ(HEAD, OFFICER, ELSEWHERE)
    world.receive(world.others.publish("intake", dossier_filed()))
    return world


def test_the_head_sees_the_apology_as_the_applicant_would_get_it_and_nothing_is_stored() -> None:
    world = a_world()

    shown = world.client.post(PATH, HEAD.sub, BODY)

    text = text_of(b64decode(shown.body["pdf"]))
    assert shown.status == 200
    for part in ("BẢN XEM TRƯỚC", "Mẫu số 04", BODY["reason"], "(Chưa ký)", "Trần Thị Hoa"):
        assert part in text, part
    assert "17 giờ 00 phút, ngày 27 tháng 11 năm 2026" in text
    assert "17 giờ 00 phút, ngày 30 tháng 11 năm 2026" in text
    assert "Số: " not in text
    assert "ĐÃ KÝ SỐ" not in text
    assert world.file_store.files == {}
    assert world.documents() == []
    (record,) = world.access_records()
    assert (record.dossier, record.purpose) == (CODE, "assessment")


def test_a_reason_that_no_font_can_print_is_refused_at_its_field() -> None:
    refused = a_world().client.post(PATH, HEAD.sub, BODY | {"reason": "Chờ \N{SNOWMAN}"})

    assert (refused.status, refused.code) == (422, "not_printable")
    assert refused.body["field"] == "reason"


def test_only_the_head_of_the_agency_sees_it() -> None:
    world = a_world()

    assert world.client.post(PATH, OFFICER.sub, BODY).status == 403
    assert world.client.post(PATH, ELSEWHERE.sub, BODY).status == 404


def test_a_time_without_its_zone_or_an_empty_reason_is_refused() -> None:
    world = a_world()
    for wrong in ({"due": "2026-11-30T17:00:00"}, {"due": "30/11"}, {"reason": " "}):
        refused = world.client.post(PATH, HEAD.sub, BODY | wrong)
        assert refused.status == 422, wrong
        assert refused.body["errors"][0]["field"] == next(iter(wrong))
