"""A dossier is filed in a real browser, with scripts and without, at 320 px; each page by axe."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import HTML_STATUS
from tests.browser.conftest import PICTURES
from tests.browser.courses import COURSES
from tests.browser.filing import Filing
from tests.browser.services_site import ServicesSite
from tests.browser.visitor import NARROW, Visitor
from tests.unit.intake.world import PDF
from tests.unit.pages.services_world import AGENCY, CODE, somebody

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def filing(
    request: pytest.FixtureRequest, chromium: "Browser", site: ServicesSite, tmp_path: Path
) -> Iterator[Filing]:
    scripts, language = request.param
    context = chromium.new_context(
        java_script_enabled=scripts,
        viewport=NARROW,  # type: ignore[arg-type]
        locale="vi-VN" if language == "vi" else "en-GB",
    )
    context.set_default_timeout(60_000)
    file = tmp_path / "don.pdf"
    file.write_bytes(PDF)
    pictures = PICTURES if os.environ.get("UPDATE_PAGES") else None
    visitor = Visitor(context.new_page(), site.origin, language, pictures)
    yield Filing(visitor, scripts, file)
    context.close()


@pytest.mark.parametrize("filing", COURSES, indirect=True)
def test_a_citizen_files_and_sees_the_fee(filing: Filing, site: ServicesSite) -> None:
    visitor, page = filing.visitor, filing.visitor.page
    page.goto(visitor.origin + "/")
    filing.seen("home")
    page.fill("#q", "ho kinh doanh")
    filing.push("home.search_go")
    filing.seen("procedures")
    page.locator(".tasks a").first.click()
    filing.seen("procedure")
    visitor.click("procedure.quote")
    filing.seen("quotation")
    page.goto(f"{visitor.origin}/thu-tuc/{CODE}/nop")
    filing.sign_in(somebody().username)
    filing.begin(AGENCY)

    filing.answer()
    filing.upload()
    filing.file()

    site.world.world.settle()
    visitor.click("filed.see")
    assert visitor.translate("fee.by_card") in page.inner_text("main")
    page.goto(visitor.origin + "/toi")
    filing.seen("mine")
    assert [e for e in visitor.console_errors if HTML_STATUS not in e] == []
