"""One dossier across both applications of the deployed cloud in a real browser; what the gateway
and the store have a part in: statements, scans, a camera, unknown addresses.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.presentation import PRESENTATION
from infra.places import CLIENTS
from local.demo.pages.journey import COMPUTER, LONGEST_PAGE, PagesJourney
from local.demo.pages.officials import OfficialAtPages
from local.demo.people import citizen
from tests.browser.conftest import chromium
from tests.browser.visitor import Visitor
from tests.integration.world import FREE, World, new_citizen, problem
from tests.unit.intake.scans import scanned
from tests.unit.intake.world import PDF

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
HEAD = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền"


@pytest.fixture(autouse=True)
def pages_sign_in(world: World) -> None:
    if world.deployment.has_pools:
        pytest.skip("left out: a stage with pools has no people to pick")


@pytest.fixture
def desk(chromium: "Browser", world: World) -> Iterator[Visitor]:
    """A computer of the desk without JavaScript."""
    context = chromium.new_context(
        java_script_enabled=False,
        viewport=COMPUTER,  # type: ignore[arg-type]
        locale="vi-VN",
    )
    context.set_default_timeout(LONGEST_PAGE)
    origin = world.deployment.url("desk").rstrip("/")
    yield Visitor(context.new_page(), origin, "vi", presentation=PRESENTATION)
    context.close()


def test_a_dossier_goes_from_the_search_to_the_verified_result_across_both_applications(
    chromium: "Browser", world: World, tmp_path: Path
) -> None:
    who = citizen(int(new_citizen().username.removeprefix("thu-")))
    steps: list[str] = []
    journey = PagesJourney(world.deployment, chromium, who, steps.append, scripts=False)

    code = journey.complete(tmp_path)

    filed = world.sign_in.client("citizen", who.username).get("intake", f"/dossiers/{code}")
    case = world.staff("mot-cua").get("casework", f"/cases/{code}")
    assert filed["applicant"]["full_name"] == who.name
    assert len(filed["supplements"]) == 1
    assert case["state"] == "returned"
    assert [step.split()[0] for step in steps] == ["1", "2", "3", "4", "5", "6", "7"]


def test_an_accountant_uploads_a_statement_through_the_gateway(
    desk: Visitor, tmp_path: Path
) -> None:
    """In UTF-16, so that a gateway that takes the file for text would spoil it."""
    run = datetime.now(UTC).strftime("%H%M%S%f")
    day = (datetime.now(UTC) - timedelta(days=1)).strftime("%d/%m/%Y")
    rows = [f"PJ{run}{n},{day},không rõ {run} {n},{3_000 + n}" for n in range(60)]
    file = tmp_path / "sao-ke.csv"
    file.write_bytes("\n".join((HEAD, *rows)).encode("utf-16"))
    page = desk.page
    OfficialAtPages(desk, "ke-toan").open("/ke-toan/sao-ke")

    page.set_input_files("#file", file)
    desk.click("statement.preview")
    preview = page.inner_text("main")
    desk.click("preview.go")
    taken = desk.translate("statement_state.taken")
    desk.reload_until(lambda: page.inner_text(".tag") == taken, "the statement is taken")

    assert desk.translate("preview.first", count=10) in preview
    names, values = (page.locator(f"dl {part}").all_inner_texts() for part in ("dt", "dd"))
    facts = dict(zip(names, values, strict=True))
    assert facts[desk.translate("preview.lines")] == "60"
    assert facts[desk.translate("statement.new")] == "60"


def test_a_scan_comes_to_the_store_and_the_browser_back_to_the_desk(
    desk: Visitor, world: World, tmp_path: Path
) -> None:
    dossier = world.filed(FREE)
    file = tmp_path / "ban-quet.pdf"
    file.write_bytes(scanned())
    page = desk.page
    OfficialAtPages(desk, "mot-cua").open(f"/so-hoa/{dossier.code}")
    desk.follow(".tasklist a")
    page.fill("[name='a.sheets']", "1")
    page.check("[name='a.agrees']")
    with page.expect_response("**/quet") as response:
        desk.click("digitise.compare_go")

    desk.click("digitise.choose")
    page.set_input_files("#file", file)
    desk.click("upload.go")
    described = desk.translate("digitise.describe")
    desk.reload_until(lambda: desk.heading() == described, "the scan is checked")

    assert "camera=(self)" in response.value.headers["permissions-policy"]
    assert page.url.startswith(desk.origin)
    other = page.goto(f"{desk.origin}/")
    assert other is not None
    assert "camera=()" in other.headers["permissions-policy"]


def test_a_result_that_is_a_pdf_already_comes_to_the_store_and_back_to_its_page(
    desk: Visitor, world: World, tmp_path: Path
) -> None:
    """The store names the file in the address to which it sends the browser back."""
    dossier = world.filed(FREE)
    file = tmp_path / "ket-qua.pdf"
    file.write_bytes(PDF)
    upload = f"/ho-so/{dossier.code}/tep-ket-qua/KQ.G12.001009"
    OfficialAtPages(desk, "chuyen-vien").open(upload)

    desk.click("papers.choose")
    desk.page.set_input_files("#file", file)
    desk.click("upload.go")
    propose = desk.page.get_by_role("link", name=desk.translate("result_file.propose"))
    desk.reload_until(lambda: propose.count() > 0, "the result is checked")

    address, _, paper = desk.page.url.rpartition("/")
    assert address == f"{desk.origin}{upload}"
    seen = world.staff("chuyen-vien").get(
        "intake", f"/dossiers/{dossier.code}/result-files/{paper}"
    )
    assert (seen["state"], seen["pages"]) == ("checked", 1)


@pytest.mark.parametrize("client", CLIENTS)
def test_an_unknown_address_of_both_hosts_leads_to_the_first_page(
    desk: Visitor, world: World, client: str
) -> None:
    origin = world.deployment.url(client).rstrip("/")
    response = desk.page.goto(f"{origin}/khong-co/trang-nay")

    assert response is not None
    assert response.status == 404
    assert desk.heading() == "Không tìm thấy trang này."
    size = desk.page.locator("a.button").evaluate("each => each.getBoundingClientRect().height")
    assert size >= 44, "the page has our styles"
    with desk.page.expect_navigation():
        desk.page.locator("a.button").click()
    assert desk.page.url == f"{origin}/"


def test_an_unknown_address_of_the_services_gets_a_problem_document(world: World) -> None:
    problem(world.public.send("GET", "intake", "/khong-co"), 404, "not_found")
