"""Drafts and previews of results: prefilled by the answers, on record, and never stored."""

from base64 import b64decode
from typing import Any, Final

import pytest

from contracts.testing.dossier_events import CODE, OWNER, dossier_filed
from contracts.testing.results import sample_fields
from kit.security.staff_directory import Staff
from tests.unit.documents.papers import text_of
from tests.unit.documents.world import World

OFFICER: Final = Staff(
    sub="officer-1", roles=("officer",), agencies=("H49.61",), name="Phạm Văn Hùng"
)
ELSEWHERE: Final = Staff(sub="officer-2", roles=("officer",), agencies=("H49.62",))
CERTIFICATE: Final = "KQ.G12.001041"
ANSWERS: Final[dict[str, Any]] = {
    "business_name": "Hộ kinh doanh An",
    "business_lines": ["Bán lẻ hoa", "Bán lẻ cây cảnh"],
    "capital": 50_000_000,
    "owner_sex": "x",
    "owner_birth_date": "hôm qua",
    "business_address": 12,
    "unknown": {"a": 1},
}


def a_world() -> World:
    world = World()
    world.employ(OFFICER, ELSEWHERE)
    filed = dossier_filed().evolve(answers=ANSWERS)
    world.receive(world.others.publish("intake", filed))
    return world


DRAFT: Final = f"/v1/dossiers/{CODE}/result-draft"
PREVIEW: Final = f"/v1/dossiers/{CODE}/result-preview"


def test_a_draft_is_prefilled_with_the_answers_that_its_fields_take() -> None:
    world = a_world()

    drafted = world.client.get(f"{DRAFT}?result={CERTIFICATE}", OFFICER.sub)

    assert (drafted.status, drafted.body["title"]) == (200, "Giấy chứng nhận đăng ký hộ kinh doanh")
    values = {field["name"]: field["value"] for field in drafted.body["fields"]}
    assert values["business_name"] == "Hộ kinh doanh An"
    assert values["business_lines"] == ["Bán lẻ hoa", "Bán lẻ cây cảnh"]
    assert values["capital"] == 50_000_000
    assert values["owner_sex"] is values["owner_birth_date"] is values["business_address"] is None
    added = [field["name"] for field in drafted.body["fields"] if field["by"] == "official"]
    (record,) = world.access_records()
    assert (record.dossier, record.purpose) == (CODE, "assessment")
    assert added == ["business_code", "registered_on", "change_number", "changed_on"]


def test_a_preview_shows_the_result_with_a_mark_and_no_number_and_stores_nothing() -> None:
    world = a_world()
    body = {"result": CERTIFICATE, "fields": sample_fields(CERTIFICATE)}

    shown = world.client.post(PREVIEW, OFFICER.sub, body)

    text = text_of(b64decode(shown.body["pdf"]))
    assert shown.status == 200
    assert "BẢN XEM TRƯỚC" in text
    assert "Hộ kinh doanh Bình An" in text
    assert "Số: " not in text
    assert "ĐÃ KÝ SỐ" not in text
    assert world.file_store.files == {}
    assert world.documents() == []


@pytest.mark.parametrize(
    ("fields", "code"),
    [
        ({}, "result_field_missing"),
        ({"business_name": 3}, "result_field_invalid"),
        ({"weather": "fine"}, "unknown_result_field"),
    ],
)
def test_a_preview_refuses_what_the_decision_would_refuse(
    fields: dict[str, Any], code: str
) -> None:
    body = {"result": CERTIFICATE, "fields": fields}
    if fields:
        body["fields"] = sample_fields(CERTIFICATE) | fields

    refused = a_world().client.post(PREVIEW, OFFICER.sub, body)

    assert (refused.status, refused.body["code"]) == (422, code)


def test_only_who_assesses_in_the_agency_sees_a_draft() -> None:
    world = a_world()

    statuses = {
        sub: world.client.get(DRAFT, sub).status for sub in ("", OWNER, "desk-1", "officer-2")
    }

    assert statuses == {"": 401, OWNER: 403, "desk-1": 403, "officer-2": 404}


def test_a_draft_of_an_erased_dossier_is_refused() -> None:
    world = a_world()
    world.destroy_keys()

    refused = world.client.get(DRAFT, OFFICER.sub)

    assert (refused.status, refused.body["code"]) == (409, "dossier_erased")
