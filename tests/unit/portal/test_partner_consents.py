"""An owner lets a partner follow a dossier, and ends that."""

import pytest

from partners.domain.partner import Agreement
from partners.registration.register import RegisterPartner, register_partner
from tests.unit.pages.page_view import PageView
from tests.unit.portal.citizen import Citizen
from tests.unit.portal.filed import filed
from tests.unit.portal.test_account import days

LIST = "/toi/don-vi-tich-hop"


@pytest.fixture
def owner() -> Citizen:
    """A citizen, in a world with a partner whose agreement is about another agency."""
    citizen = Citizen()
    partners = citizen.world.world.partners
    command = RegisterPartner(
        id="ngan-hang",
        name="Ngân hàng Hạ Long",
        contact="it@nganhang.example",
        agreement=Agreement(number="7", agencies=("H49.62",), scopes=("status.read",)),
        by="admin",
    )
    register_partner(command, partners.repository, citizen.world.clock())
    return citizen


def give(owner: Citizen, code: str, until: str) -> PageView:
    values: dict[str, str | list[str]] = {"a.partner": "ngan-hang", "a.purpose": "credit"}
    return owner.submit(code, values=values | days(("until", until)))


def test_a_partner_is_let_see_a_dossier_and_no_longer(owner: Citizen) -> None:
    code = filed(owner)
    owner.world.world.settle()
    assert "chưa đồng ý cho đơn vị nào" in owner.get(LIST).text_content
    owner.get(f"/toi/ho-so/{code}")
    owner.follow("Cho một đơn vị theo dõi hồ sơ này")
    assert owner.submit(code, values={"a.partner": "", "a.purpose": ""}).status == 422
    assert give(owner, code, "2030-01-01").status == 422
    response = give(owner, code, "2026-12-31")
    assert "Đã ghi nhận sự đồng ý" in response.text_content
    assert "Ngân hàng Hạ Long" in response.text_content
    assert "Đang chia sẻ" in response.text_content

    ended = owner.submit("/thu-hoi")
    assert "Đơn vị không xem được hồ sơ nữa" in ended.text_content
    assert "Đã thôi chia sẻ" in ended.text_content


def test_a_dossier_of_somebody_else_is_not_there(owner: Citizen) -> None:
    code = filed(owner)
    owner.world.world.settle()
    stranger = Citizen()
    stranger.sign_in()
    assert stranger.get(f"{LIST}/{code}").status == 404
    assert "chưa đồng ý cho đơn vị nào" in stranger.get(LIST).text_content
