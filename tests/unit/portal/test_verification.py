"""Anybody verifies a paper on a page: by its code, by the QR code's address, by its file."""

import pytest

from portal.verification.pages import normalize_document_code
from tests.unit.pages.services_world import ServicesWorld
from tests.unit.portal.citizen import Citizen


@pytest.fixture(scope="module")
def world() -> ServicesWorld:
    """One in which a dossier was lived to its result."""
    world = ServicesWorld()
    world.world.live()
    return world


def result(world: ServicesWorld) -> tuple[str, str]:
    """Code and digest of the sealed result."""
    document = world.world.documents.repository.documents_of(world.world.code)[-1]
    assert document.seal is not None
    return document.id, document.seal.sha256


def test_a_code_is_verified_however_it_is_typed(world: ServicesWorld) -> None:
    code, digest = result(world)
    spaced = " ".join((code[:5], code[5:13], code[13:])).lower()
    page = Citizen(world).get(f"/xac-minh?ma={spaced.replace(' ', '+')}")

    assert page.title.startswith("Văn bản còn hiệu lực")
    assert digest in page.text
    assert page.title == Citizen(world).get(f"/xac-minh/{code}").title


def test_a_file_is_verified_by_its_digest(world: ServicesWorld) -> None:
    _, digest = result(world)

    assert "Tệp đúng là bản đã ký" in Citizen(world).get(f"/xac-minh?tep={digest}").text_content
    other = Citizen(world).get(f"/xac-minh?tep={'ab' * 32}")
    assert other.title.startswith("Không phải văn bản do tỉnh ký")


def test_an_unknown_code_is_a_page_that_says_so(world: ServicesWorld) -> None:
    page = Citizen(world).get("/xac-minh/01KAQ0NE0NE000000000000000")

    assert page.status == 404
    assert page.title.startswith("Không phải văn bản do tỉnh ký")


@pytest.mark.parametrize("query", ["ma=", "ma=H49", "tep=xyz"])
def test_a_slip_is_named_beside_its_field_and_no_service_is_called(
    world: ServicesWorld, query: str
) -> None:
    visitor = Citizen(world)
    before = len(world.requests)
    page = visitor.get(f"/xac-minh?{query}")

    assert page.status == 422
    assert page.title.startswith("Lỗi:")
    assert len(world.requests) == before


def test_letters_that_no_code_has_are_read_as_what_they_look_like() -> None:
    assert normalize_document_code("Mã: oIl-2 3.") == "01123"
