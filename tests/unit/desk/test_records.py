"""The control form and the facts of a case, and the register of a month, as files to download."""

from base64 import b64decode

import pytest

from tests.unit.desk.office import Office
from tests.unit.pages.services_world import FOREIGN


@pytest.fixture(scope="module")
def office() -> Office:
    return Office()


@pytest.fixture(scope="module")
def code(office: Office) -> str:
    return office.in_work()


def file_of(page: str) -> bytes:
    """The file behind the page's download link."""
    return b64decode(page.split(";base64,")[1].split('"', maxsplit=1)[0])


def test_the_control_form_and_the_facts_of_a_case_are_downloaded(office: Office, code: str) -> None:
    head = office.official("head")
    head.get(f"/ho-so/{code}")
    assert file_of(head.follow("Phiếu kiểm soát").text).startswith(b"%PDF-")
    head.get(f"/ho-so/{code}")
    page = head.follow("Chuỗi sự kiện pháp lý")
    assert code.encode() in file_of(page.text)


@pytest.mark.parametrize(("form", "beginning"), [("pdf", b"%PDF-"), ("csv", b"")])
def test_the_register_of_a_month_is_made(
    office: Office, code: str, form: str, beginning: bytes
) -> None:
    page = office.official("clerk").get(f"/so-theo-doi?thang=11/2026&dang={form}")

    assert "1 hồ sơ trong phần này" in page.text_content
    assert file_of(page.text).startswith(beginning)
    assert form == "pdf" or code.encode() in file_of(page.text)


def test_a_month_that_is_none_is_explained_and_a_foreign_register_does_not_exist(
    office: Office, code: str
) -> None:
    clerk = office.official("clerk")
    page = clerk.get("/so-theo-doi?thang=thang-11")
    assert page.status == 422
    assert "ví dụ 11/2026" in page.text_content
    assert clerk.get(f"/so-theo-doi?thang=11/2026&don-vi={FOREIGN}").status == 404
    assert office.official("officer").get("/so-theo-doi").status == 404
    assert office.official("officer", FOREIGN).get(f"/ho-so/{code}/phieu-kiem-soat").status == 404
