"""The catalogue: versions, trial and publication, closures, amounts by four eyes."""

import json
from base64 import b64decode
from typing import Any

import pytest

from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import AGENCY, CODE, PROVINCE, ServicesWorld

ONE = f"/quan-tri/thu-tuc/{CODE}"


@pytest.fixture
def world() -> ServicesWorld:
    return ServicesWorld()


def editor(world: ServicesWorld, *desks: str, agency: str = PROVINCE) -> Officer:
    """An editor; another desk is another person."""
    each = Officer("catalogue_editor", world=world, agency=agency, desks=desks)
    each.sign_in()
    return each


def saved(officer: Officer) -> dict[str, Any]:
    """The JSON that the page of version 1 saves."""
    page = officer.get(f"{ONE}/phien-ban/1")
    encoded = page.text.split("application/json;base64,")[1].split('"')[0]
    content: dict[str, Any] = json.loads(b64decode(encoded))
    return content


def test_a_procedure_is_found_with_its_versions_and_a_version_as_json(
    world: ServicesWorld,
) -> None:
    officer = editor(world)
    world.world.services["intake"].refresh_listing()
    officer.get("/quan-tri/thu-tuc?q=hộ kinh doanh")
    page = officer.follow("Đăng ký thành lập hộ kinh doanh")

    assert "Phiên bản 1 đang có hiệu lực" in page.text_content
    assert saved(officer)["name"] == "Đăng ký thành lập hộ kinh doanh"
    assert "offices" not in saved(officer)


def test_a_change_is_tried_with_its_difference_and_then_published_from_a_day(
    world: ServicesWorld,
) -> None:
    officer = editor(world)
    content = saved(officer) | {"short_name": "Lập hộ kinh doanh", "channels": ["online"]}
    officer.get(f"{ONE}/cong-bo")
    page = officer.submit(
        "/cong-bo",
        values={
            "content": json.dumps(content),
            "a.valid_from.d": "1",
            "a.valid_from.m": "1",
            "a.valid_from.y": "2027",
        },
    )

    assert "Công bố sẽ tạo phiên bản 2, có hiệu lực từ ngày 01/01/2027" in page.text_content
    assert "Bỏ cách nộp: counter" in page.text_content
    assert "Lập hộ kinh doanh" in page.text_content
    assert world.world.intake.version(CODE, 2) is None, "nothing is stored by a trial"
    page = officer.submit("/cong-bo", "publish")
    assert "Phiên bản 2" in page.text_content
    published = world.world.intake.version(CODE, 2)
    assert published
    assert published.content.valid_from == "2027-01-01"


def test_the_same_content_again_has_nothing_to_publish(world: ServicesWorld) -> None:
    officer = editor(world)
    content = json.dumps(saved(officer))
    officer.get(f"{ONE}/cong-bo")
    page = officer.submit("/cong-bo", values={"content": content})

    assert "không có gì để công bố" in page.text_content


@pytest.mark.parametrize("text", ["", "{", "[1]", "null"])
def test_what_is_no_json_object_is_pointed_out(world: ServicesWorld, text: str) -> None:
    officer = editor(world)
    officer.get(f"{ONE}/cong-bo")
    page = officer.submit("/cong-bo", values={"content": text})

    assert (page.status, page.title[:4]) == (422, "Lỗi:")
    assert 'id="file-error"' in page.text
    assert world.world.intake.version(CODE, 2) is None


def test_a_mistake_in_the_content_is_named_by_its_place_and_the_text_stays(
    world: ServicesWorld,
) -> None:
    officer = editor(world)
    content = saved(officer) | {"channels": ["pigeon"]}
    officer.get(f"{ONE}/cong-bo")
    page = officer.submit("/cong-bo", values={"content": json.dumps(content)})

    assert page.status == 422
    assert "channels" in page.text_content
    assert "pigeon" in page.text


def test_an_editor_of_a_commune_publishes_nothing(world: ServicesWorld) -> None:
    officer = editor(world, agency=AGENCY)
    assert "Công bố phiên bản mới" not in officer.get(ONE).text_content
    officer.get(f"{ONE}/cong-bo")

    assert officer.submit("/cong-bo", values={"content": "{}"}).status == 404
    assert officer.get(f"{ONE}/muc-thu").status == 404


def test_a_procedure_is_closed_for_a_time_and_reopened(world: ServicesWorld) -> None:
    officer = editor(world)
    officer.get(f"{ONE}/tam-ngung")
    assert "đang tiếp nhận bình thường" in officer.page.text_content
    assert officer.submit("/tam-ngung").status == 422
    days = {"first": ("24", "11"), "last": ("30", "11")}
    values = {
        f"a.{name}.{part}": value
        for name, (day, month) in days.items()
        for part, value in (("d", day), ("m", month), ("y", "2026"))
    }
    page = officer.submit("/tam-ngung", values={**values, "a.reason": "Nâng cấp hệ thống"})
    assert "tạm ngừng từ 24/11/2026 đến 30/11/2026" in page.text_content
    page = officer.submit("/mo-lai")

    assert "đang tiếp nhận bình thường" in page.text_content
    assert "Mở lại: tạm ngừng từ 24/11/2026" in page.text_content


def test_an_amount_is_entered_by_one_editor_and_agreed_by_another(world: ServicesWorld) -> None:
    first, second = editor(world), editor(world, "hai")
    first.get(f"{ONE}/muc-thu")
    assert first.submit("/muc-thu").status == 422
    values = {
        "a.rule": "1.001612-2",
        "a.amount": "120.000",
        "a.resolution": "12/2026/NQ-HĐND ngày 10/7/2026",
        "a.valid_from.d": "1",
        "a.valid_from.m": "1",
        "a.valid_from.y": "2027",
    }
    page = first.submit("/muc-thu", values=values)
    assert "120.000\u00a0đồng" in page.text
    assert "Cần một người biên tập khác đồng ý." in page.text_content
    assert "/dong-y" not in page.text

    second.get(f"{ONE}/muc-thu")
    page = second.submit("/dong-y")
    assert "đã đồng ý" in page.text_content
    amount = world.world.intake.fee_amounts(CODE).amounts[0]
    assert (amount.state, amount.decided_by) == ("agreed", second.subject)


def test_who_entered_an_amount_cannot_agree_to_it_by_a_form_of_their_own(
    world: ServicesWorld,
) -> None:
    officer = editor(world)
    officer.get(f"{ONE}/muc-thu")
    day = {"a.valid_from.d": "1", "a.valid_from.m": "1", "a.valid_from.y": "2027"}
    values = {"a.rule": "1.001612-2", "a.amount": "9", "a.resolution": "12/2026/NQ-HĐND", **day}
    officer.submit("/muc-thu", values=values)
    form = officer.form("/tu-choi")
    page = officer.post(form.action.replace("tu-choi", "dong-y"), form.pairs)

    assert page.status == 409
    assert "cần một người biên tập khác" in page.text_content


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_there_in_both_languages(world: ServicesWorld, language: str) -> None:
    officer = Officer("catalogue_editor", world=world, agency=PROVINCE, language=language)
    officer.sign_in()
    for path in ("", "/phien-ban/1", "/cong-bo", "/tam-ngung", "/muc-thu"):
        page = officer.get(ONE + path)
        assert page.status == 200, path
        assert f'<html lang="{language}">' in page.text
    assert officer.get("/quan-tri/thu-tuc/9.999999").status == 200, "a code without a version"


def test_a_file_is_read_before_a_pasted_text(world: ServicesWorld) -> None:
    officer = editor(world)
    content = saved(officer) | {"short_name": "Từ tệp JSON"}
    officer.get(f"{ONE}/cong-bo")
    page = officer.upload("/cong-bo", "file", json.dumps(content).encode("utf-8-sig"))

    assert page.status == 200
    assert "Từ tệp JSON" in page.text_content
    officer.get(f"{ONE}/cong-bo")
    page = officer.upload("/cong-bo", "file", b"\xff\xfe")
    assert page.status == 422
    assert "UTF-8" in page.text_content
