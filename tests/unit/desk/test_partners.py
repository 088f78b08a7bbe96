"""Partners at the desk: their agreements, their state, and keys that are shown once."""

import pytest

from tests.unit.desk.officer import Officer
from tests.unit.desk.test_admin import administrator
from tests.unit.pages.html_forms import Values
from tests.unit.pages.services_world import AGENCY, ServicesWorld

HOME, NEW = "/quan-tri/tich-hop", "/quan-tri/tich-hop-moi"
ONE = f"{HOME}/cong-ty-ha-long"
TERMS: Values = {
    "a.id": "cong-ty-ha-long",
    "a.name": "Công ty Hạ Long",
    "a.contact": "kythuat@halong.example",
    "a.number": "12/TT",
    "a.agencies": "H49",
    "a.scopes": ["events.read", "status.read"],
    "a.plan": "basic",
}


@pytest.fixture
def world() -> ServicesWorld:
    return ServicesWorld()


def registered(world: ServicesWorld) -> Officer:
    """An administrator who registered a partner, and looks at its page."""
    admin = administrator(world)
    admin.get(NEW)
    assert admin.submit("/tich-hop-moi", values=TERMS).status == 200
    return admin


def test_a_partner_is_registered_and_listed(world: ServicesWorld) -> None:
    admin = registered(world)

    assert "Công ty Hạ Long" in admin.get(HOME).text_content
    page = admin.get(ONE).text_content
    assert "kythuat@halong.example" in page
    assert "Mọi thủ tục" in page


def test_what_is_missing_is_pointed_out_and_an_id_is_taken_once(world: ServicesWorld) -> None:
    admin = registered(world)
    admin.get(NEW)

    assert admin.submit("/tich-hop-moi", values={"a.name": "X"}).status == 422
    admin.get(NEW)
    page = admin.submit("/tich-hop-moi", values=TERMS)
    assert (page.status, "Đã có đơn vị dùng mã này." in page.text_content) == (422, True)
    admin.get(NEW)
    assert admin.submit("/tich-hop-moi", values={**TERMS, "a.id": "Hạ Long"}).status == 422


def test_an_agreement_is_changed_on_its_form(world: ServicesWorld) -> None:
    admin = registered(world)
    admin.get(f"{ONE}/thoa-thuan")

    page = admin.submit("/thoa-thuan", values={"a.number": "13/TT", "a.plan": "bulk"})

    assert "13/TT" in page.text_content
    assert "1.000.000" in page.text_content


def test_a_key_is_shown_once_and_revoked(world: ServicesWorld) -> None:
    admin = registered(world)
    admin.get(ONE)

    page = admin.submit("/khoa")
    key = page.text.split('class="copy">')[-1].split("<")[0]

    assert key.startswith("mc_test_")
    page = admin.get(ONE)
    assert key not in page.text
    assert "chưa dùng lần nào" in page.text_content
    assert "Chưa có khóa nào." in admin.submit("/thu-hoi").text_content


def test_a_partner_is_suspended_resumed_and_ended(world: ServicesWorld) -> None:
    admin = registered(world)
    admin.get(ONE)

    assert "tạm thời không truy cập" in admin.submit("/trang-thai", "suspended").text_content
    assert "được truy cập" in admin.submit("/trang-thai", "active").text_content
    page = admin.submit("/trang-thai", "ended")
    assert "Thỏa thuận đã chấm dứt" in page.text_content
    assert "Tạo khóa mới" not in page.text_content


def test_an_administrator_of_an_agency_registers_nobody(world: ServicesWorld) -> None:
    admin = administrator(world, AGENCY)

    assert admin.get(HOME).status == 404


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_pages_are_there_in_both_languages(world: ServicesWorld, language: str) -> None:
    registered(world)
    admin = Officer("admin", world=world, agency="H49", language=language)
    admin.sign_in()

    for path in (HOME, NEW, ONE, f"{ONE}/thoa-thuan"):
        assert admin.get(path).status == 200
