"""The deployed portal in a real browser: sign-in at the issuer, forms, uploads to the bucket."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local.demo.people import citizen
from local.demo.set_up import demo_agency
from tests.browser.conftest import chromium
from tests.browser.filing import Filing
from tests.browser.visitor import NARROW, Visitor
from tests.integration.world import World, new_citizen
from tests.unit.intake.world import PDF

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
NAVIGATION = 120_000


@pytest.fixture(params=[True, False], ids=["with scripts", "without scripts"])
def filing(
    request: pytest.FixtureRequest, chromium: "Browser", world: World, tmp_path: Path
) -> Iterator[Filing]:
    if world.deployment.has_pools:
        pytest.skip("left out: a stage with pools has no people to pick")
    context = chromium.new_context(
        java_script_enabled=request.param,
        viewport=NARROW,  # type: ignore[arg-type]
        locale="vi-VN",
    )
    context.set_default_timeout(NAVIGATION)
    paper = tmp_path / "don.pdf"
    paper.write_bytes(PDF)
    portal = world.deployment.url("portal").rstrip("/")
    yield Filing(Visitor(context.new_page(), portal, "vi"), request.param, paper)
    context.close()


def test_a_citizen_files_on_pages_and_the_desk_has_the_dossier(
    filing: Filing, world: World
) -> None:
    visitor, page = filing.visitor, filing.visitor.page
    who = citizen(int(new_citizen().username.removeprefix("thu-")))
    page.goto(f"{visitor.origin}/thu-tuc/1.001612/nop")
    filing.sign_in(who.username)
    filing.begin(demo_agency())
    filing.answer()
    filing.upload()
    filing.file()
    code = page.locator(".copy").first.inner_text()

    filed = world.sign_in.client("citizen", who.username).get("intake", f"/dossiers/{code}")

    assert filed["answers"]["business_name"] == "Phở Lan"
    assert filed["applicant"]["full_name"] == who.name
    page.goto(f"{visitor.origin}/toi")
    visitor.page.get_by_role("button", name=visitor.translate("sign_in.leave")).click()
    assert visitor.heading() == visitor.translate("sign_in.out_title")
