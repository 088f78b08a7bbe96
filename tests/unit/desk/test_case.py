"""The page of a case, its papers and documents, and the search that leads to it."""

import json

import pytest

from desk.presentation import PRESENTATION
from desk.work.act_table import ACT_FORMS
from infra.places import ROOT
from tests.unit.desk.office import Office
from tests.unit.pages.services_world import FOREIGN


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


@pytest.fixture(scope="module")
def code(office: Office) -> str:
    return office.in_work()


def test_a_case_shows_who_filed_what_and_what_may_be_done(office: Office, code: str) -> None:
    page = office.official("officer").get(f"/ho-so/{code}")

    assert code in page.title
    for words in ("Nguyễn Thị An", "0912 345 678", "Giấy đề nghị", "Giấy tiếp nhận hồ sơ"):
        assert words in page.text_content
    places = [page.text.find(f"/{form.slug}") for form in ACT_FORMS]
    shown = [place for place in places if place > 0]
    assert shown == sorted(shown), "in the fixed order"
    assert "không có đề nghị rút hồ sơ nào" in page.text_content, "the reason in its place"


def test_an_official_without_work_on_dossiers_sees_nothing_personal(
    office: Office, code: str
) -> None:
    page = office.official("cashier").get(f"/ho-so/{code}")

    assert page.status == 200
    assert "Nguyễn Thị An" not in page.text_content
    assert "không có việc nào để làm" in page.text_content


def test_a_part_without_a_response_says_so_and_the_acts_stay(office: Office, code: str) -> None:
    office.world.unavailable = "GET /documents/v1/dossiers"
    try:
        page = office.official("officer").get(f"/ho-so/{code}")
    finally:
        office.world.unavailable = ""

    assert page.status == 200
    assert "Chưa lấy được phần này" in page.text_content
    assert f"/ho-so/{code}/dung" in page.text


def test_a_paper_is_opened_with_a_record_and_its_pictures_come_from_the_store(
    office: Office, code: str
) -> None:
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}")
    page = officer.follow("Giấy đề nghị")

    assert page.status == 200
    assert officer.link("Mở tệp").startswith("http")
    assert "img-src 'self' http://127.0.0.1" in page.headers["Content-Security-Policy"]
    readers = office.world.world.accesses.items
    assert any("assessment" in item.doc for item in readers.values())


def test_a_sealed_document_is_opened_by_a_link_of_its_own(office: Office, code: str) -> None:
    officer = office.official("officer")
    officer.get(f"/ho-so/{code}")
    answer = officer.send("GET", officer.link("Giấy tiếp nhận hồ sơ"))

    assert answer.status == 303
    assert not answer.headers["Location"].startswith("/")


@pytest.mark.parametrize("kind", ["code", "end", "identity", "name"])
def test_a_case_is_found_and_nothing_personal_stands_in_an_address(
    office: Office, code: str, kind: str
) -> None:
    text = {"code": code, "end": code[-11:], "identity": "022190001234", "name": "Nguyễn Thị An"}
    officer = office.official("officer")
    officer.get("/tim")
    page = officer.submit("/tim", values={"text": text[kind]})

    assert code in page.text_content
    sent = [request.url for request in office.world.requests]
    assert not any("022190001234" in url for url in sent)


def test_a_search_of_another_agency_finds_nothing(office: Office, code: str) -> None:
    foreign = office.official("officer", FOREIGN)
    foreign.get("/tim")
    assert "Không tìm thấy hồ sơ nào" in foreign.submit("/tim", values={"text": code}).text_content
    page = foreign.submit("/tim", values={"text": "x"})
    assert page.status == 422
    assert page.title.startswith("Lỗi:")


def enums(service: str, schema: str, field: str) -> set[str]:
    """The values of a field in a service's OpenAPI document."""
    path = ROOT / "docs" / "api" / "openapi" / f"{service}.json"
    node = json.loads(path.read_text("utf-8"))["components"]["schemas"][schema]["properties"][field]
    options = node.get("anyOf", [node])
    return {value for option in options for value in option.get("enum", ())}


@pytest.mark.parametrize(
    ("service", "schema", "field", "key"),
    [
        ("casework", "CaseView", "state", "state."),
        ("casework", "AuditEntryView", "act", "done."),
        ("casework", "RowView", "stage", "stage."),
        ("payments", "FeeView", "state", "fee.state_"),
        ("payments", "FeeView", "pay", "fee.pay_"),
        ("notifications", "NoticeView", "channel", "notice.channel_"),
        ("notifications", "NoticeView", "outcome", "notice.outcome_"),
        ("intake", "FiledPaper", "signature", "signature."),
    ],
)
def test_every_word_of_the_services_has_a_sentence(
    service: str, schema: str, field: str, key: str
) -> None:
    sentences = PRESENTATION.messages("vi")
    own = {name.removeprefix(key) for name in sentences if name.startswith(key)}

    assert own == enums(service, schema, field)


def test_every_act_that_officials_perform_has_a_page() -> None:
    document = json.loads((ROOT / "docs/api/openapi/casework.json").read_text("utf-8"))
    acts = {
        path.rpartition("/")[2]
        for path, methods in document["paths"].items()
        if "/cases/{code}/" in path and "post" in methods
    }

    assert acts == {form.route for form in ACT_FORMS}
