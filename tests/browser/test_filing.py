"""A dossier is filed in a real browser, with scripts and without, at 320 px; each page by axe."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import NARROW, Visitor, axe
from tests.unit.intake.world import PDF
from tests.unit.portal.services_world import AGENCY, CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
HTML_STATUS = "status of 422"
"""What the browser notes of a page that names mistakes."""


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


@dataclass
class Filing:
    """One citizen at a browser of 320 px; `checked` has the pages that axe looked at."""

    visitor: Visitor
    scripts: bool
    file: Path

    def seen(self, name: str) -> None:
        """The page fits, and where scripts run, axe finds nothing in it."""
        page = self.visitor.page
        assert page.locator("h1").count() == 1, name
        if not self.scripts:
            return
        assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"], name
        violations = axe().run(page).response["violations"]
        assert not violations, [(v["id"], v["nodes"][0]["html"]) for v in violations]
        if self.visitor.pictures:
            self.visitor._picture(f"{name}-{self.visitor.language}-320")

    def push(self, key: str) -> None:
        """The last button with this text, and the page that it leads to."""
        text = self.visitor.translate(key)
        with self.visitor.page.expect_navigation():
            self.visitor.page.get_by_role("button", name=text, exact=True).last.click()

    def fill(self, **values: str) -> None:
        for field, value in values.items():
            self.visitor.page.fill(f"#{field.replace('__', '-')}", value)

    def sign_in(self) -> None:
        self.visitor.click("start.sign_in_go")
        self.visitor.page.get_by_role("button", name="Lê Thị Cúc").click()
        self.visitor.page.wait_for_load_state()

    def answer(self) -> None:
        """Four pages of the form; the second one with a mistake and a second line."""
        page = self.visitor.page
        page.locator(".tasklist a").first.click()
        self.fill(business_name="Phở Lan", business_address="Số 1, phường Hồng Gai")
        self.seen("question")
        self.push("question.save")
        self.fill(business_lines__0="Bán phở")
        self.push("form.add")
        self.fill(business_lines__1="Bán bún", capital="50.000.000")
        self.fill(start_date="31", start_date__m="2", start_date__y="2027")
        self.push("question.save")
        self.seen("question-mistakes")
        assert page.locator(".summary a").count() == 1
        self.fill(start_date="1")
        self.push("question.save")
        self.fill(owner_birth_date="1", owner_birth_date__m="2", owner_birth_date__y="1990")
        page.check("#owner_sex")
        self.seen("question-owner")
        self.push("question.save")
        page.check("#established_by")
        self.push("question.save")

    def upload(self) -> None:
        page = self.visitor.page
        page.locator("a[href$='/giay-to/p06']").click()
        self.seen("paper")
        if self.scripts:
            page.set_input_files("#file", self.file)
        else:
            self.push("papers.choose")
            page.set_input_files("#file", self.file)
            page.get_by_role("button", name=self.visitor.translate("upload.go")).click()
        page.wait_for_url("**?n=1")
        assert self.visitor.translate("papers.state_checked") in page.inner_text("main")
        self.visitor.click("papers.done")


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
    context.set_default_timeout(15_000)
    file = tmp_path / "don.pdf"
    file.write_bytes(PDF)
    yield Filing(Visitor(context.new_page(), site.origin, language), scripts, file)
    context.close()


@pytest.mark.parametrize(
    "filing", [(True, "vi"), (False, "vi"), (True, "en")], indirect=True, ids=str
)
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
    filing.sign_in()
    if "/toi/thong-tin" in page.url:
        filing.seen("profile")
        filing.fill(email="cuc@example.vn", address="Tổ 5, phường Hồng Gai")
        filing.push("profile.save")
    page.select_option("#agency", AGENCY)
    filing.seen("start")
    filing.push("start.go")
    filing.seen("tasks")

    filing.answer()
    filing.upload()
    visitor.click("tasks.check")
    filing.seen("check")
    filing.push("check.file")
    filing.seen("filed")
    assert visitor.heading() == visitor.translate("filed.title")

    site.world.world.settle()
    visitor.click("filed.see")
    assert visitor.translate("fee.by_card") in page.inner_text("main")
    page.goto(visitor.origin + "/toi")
    filing.seen("mine")
    assert [e for e in visitor.console_errors if HTML_STATUS not in e] == []
