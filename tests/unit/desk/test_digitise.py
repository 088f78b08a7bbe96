"""An original is digitised in five steps at the desk, without scripts."""

import re

import pytest

from desk.routes import pages
from front.responses import security_headers
from front.sign_in.pages import SignInPages
from front.visit import Site
from tests.unit.desk.counter import accept_paid, file_at_counter
from tests.unit.desk.officer import Officer, desk_of
from tests.unit.intake.pdf_files import a_page
from tests.unit.intake.scans import scanned
from tests.unit.pages.html_forms import forms_of
from tests.unit.pages.services_world import DESK, FOREIGN, ServicesWorld

PAPER: dict[str, str | list[str]] = {
    "a.kind": "Giấy khai sinh",
    "a.number": "123/2019",
    "a.issuer": "UBND phường Hồng Gai",
    "a.issued_on.d": "5",
    "a.issued_on.m": "3",
    "a.issued_on.y": "2019",
}


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    return ServicesWorld()


@pytest.fixture(scope="module")
def code(world: ServicesWorld) -> str:
    """A dossier that the desk has accepted."""
    receptionist = Officer("receptionist", world=world)
    receptionist.sign_in(back="/quay")
    code = file_at_counter(receptionist)
    accept_paid(world, code)
    return code


@pytest.fixture
def clerk(world: ServicesWorld) -> Officer:
    official = Officer("clerk", world=world)
    official.sign_in()
    return official


def compare(clerk: Officer, code: str, sheets: str = "1") -> str:
    """Step 1; the path of the digitisation."""
    clerk.get(f"/so-hoa/{code}/giay-to/p06")
    clerk.submit("p06", values={"a.sheets": sheets, "a.agrees": "true"})
    match = re.search(rf"/so-hoa/{re.escape(code)}/[0-9A-Z]{{26}}", clerk.page.text)
    assert match is not None, clerk.page.text_content
    return match[0]


def scan(clerk: Officer, path: str, content: bytes) -> None:
    """Step 2, by the two forms of a page without scripts."""
    clerk.get(path)
    clerk.submit("/quet")
    fields = dict(forms_of(clerk.page.text)[0].pairs)
    clerk.world.arrive(fields["key"], content)
    clerk.get(fields["success_action_redirect"].removeprefix(DESK))


def test_an_original_is_digitised_in_five_steps(clerk: Officer, code: str) -> None:
    clerk.get(f"/ho-so/{code}")
    clerk.follow("Số hóa giấy tờ")
    path = compare(clerk, code)
    assert "Bước 2/5" in clerk.page.text_content
    scan(clerk, path, scanned())
    clerk.get(path)
    assert "Bước 3/5" in clerk.page.text_content
    clerk.submit("/mo-ta", values=PAPER)
    assert "Bước 4/5" in clerk.page.text_content
    assert "UBND phường Hồng Gai" in clerk.page.text

    clerk.submit("/ky")

    assert "Bước 5/5" in clerk.page.text_content
    assert "đang được ký và lưu" in clerk.page.text_content
    assert "Refresh" in clerk.page.headers
    clerk.world.world.settle()
    page = clerk.get(path)
    assert "đã được ký và lưu vào kho dữ liệu" in page.text_content
    assert clerk.link("Mở bản số hóa").startswith(f"/ho-so/{code}/van-ban/")
    assert "Đã xong" in clerk.get(f"/so-hoa/{code}").text_content


def test_a_step_is_gone_back_to_and_what_was_typed_is_there(clerk: Officer, code: str) -> None:
    path = compare(clerk, code)
    scan(clerk, path, scanned())
    clerk.get(f"{path}/mo-ta")
    page = clerk.submit("/mo-ta", values=PAPER | {"a.issued_on.y": "2199"})
    assert page.status == 422
    assert 'href="#issued_on"' in page.text
    assert "123/2019" in page.text
    clerk.submit("/mo-ta", values=PAPER)

    page = clerk.follow("Sửa dữ liệu của giấy tờ")

    assert 'value="123/2019"' in page.text


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (scanned(dpi=150), "dưới 200 dpi"),
        (a_page(), "không phải là ảnh quét"),
        (b"\xff\xd8\xff\xe0 a picture", "không phải là ảnh quét"),
    ],
    ids=["resolution", "text", "picture"],
)
def test_a_scan_below_the_standard_is_named_and_made_again(
    clerk: Officer, code: str, content: bytes, words: str
) -> None:
    path = compare(clerk, code)
    scan(clerk, path, content)
    assert words in clerk.page.text_content
    assert clerk.page.title.startswith("Lỗi:")

    scan(clerk, path, scanned())

    assert "Bước 3/5" in clerk.get(path).text_content


def test_nothing_is_digitised_that_does_not_agree(clerk: Officer, code: str) -> None:
    clerk.get(f"/so-hoa/{code}/giay-to/p06")
    page = clerk.submit("p06", values={"a.sheets": "hai"})

    assert page.status == 422
    assert 'href="#agrees"' in page.text
    page = clerk.submit("p06", values={"a.agrees": "true", "a.sheets": "hai"})
    assert 'href="#sheets"' in page.text


def test_an_official_of_another_agency_digitises_nothing(
    clerk: Officer, code: str, world: ServicesWorld
) -> None:
    path = compare(clerk, code)
    foreign = Officer("clerk", world=world, agency=FOREIGN)
    foreign.sign_in()
    for each in (f"/so-hoa/{code}", f"/so-hoa/{code}/giay-to/p06", path, f"{path}/quet"):
        assert foreign.get(each).status == 404, each


def test_one_page_alone_may_open_a_camera() -> None:
    table = pages(SignInPages(lambda: desk_of(ServicesWorld()).provider()))
    site = Site("https://canbo.example.vn", "")
    with_camera = {
        page.path
        for page in table
        if "camera=(self)" in security_headers(site, page)["Permissions-Policy"]
    }

    assert with_camera == {"/so-hoa/{dossier}/{digitisation}/quet"}
