"""Cash is taken and a day is closed in a browser at 320 px without scripts; the pages by axe."""

import os
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from desk.presentation import PRESENTATION
from local.demo.pages.pictures import store_picture
from tests.browser.accessibility import violations
from tests.browser.conftest import PICTURES
from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import NARROW
from tests.unit.desk.officer import Officer
from tests.unit.desk.test_accounts import DAY, compared
from tests.unit.desk.test_cash_desk import due_fee
from tests.unit.pages.services_world import AGENCY, PROVINCE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.xdist_group("browser")
A5_POINTS = (420, 595)


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


def text(key: str, **values: object) -> str:
    return PRESENTATION.translate("vi", key, **values)


def enter(context: "BrowserContext", site: ServicesSite, *roles: str, agency: str) -> Officer:
    """An official of these roles, who signed in at the provider, sits at the browser."""
    official = Officer(*roles, world=site.world, agency=agency)
    official.sign_in()
    context.clear_cookies()
    context.add_cookies(
        [{"name": name, "value": each, "url": site.desk} for name, each in official.jar.items()]
    )
    return official


def click(page: "Page", key: str) -> None:
    """The button with this text, and the page that it leads to."""
    with page.expect_navigation():
        page.get_by_role("button", name=text(key), exact=True).last.click()


def see(page: "Page", name: str) -> None:
    """The page fits a narrow screen; its picture is stored where pictures are wanted."""
    assert page.locator("h1").count() == 1, name
    box = page.locator("html").evaluate("e => [e.scrollWidth, e.clientWidth]")
    assert box[0] <= NARROW["width"], f"{name} is {box[0]} px wide"
    if os.environ.get("UPDATE_PAGES"):
        store_picture(page.screenshot(full_page=True), PICTURES / f"desk-{name}-vi-320.png")


def test_cash_is_taken_and_the_day_is_closed_without_a_script(
    chromium: "Browser", site: ServicesSite
) -> None:
    code, _ = due_fee(site.world)
    context = chromium.new_context(
        java_script_enabled=False,
        viewport=NARROW,  # type: ignore[arg-type]
        locale="vi-VN",
    )
    context.set_default_timeout(10_000)
    page = context.new_page()
    enter(context, site, "cashier", agency=AGENCY)
    page.goto(f"{site.desk}/thu-ngan")
    see(page, "cash")
    page.fill("#text", code)
    click(page, "cash.find_go")
    see(page, "cash-dossier")
    page.locator(".tasks a").first.click()
    see(page, "cash-fee")
    page.fill("#tendered", "200.000")
    click(page, "cash.count")
    see(page, "cash-change")
    click(page, "take.go")
    see(page, "cash-receipt")
    assert "50.000" in page.locator(".note .state").inner_text()
    page.goto(f"{site.desk}/thu-ngan/ca")
    see(page, "cash-shift")
    page.fill("#counted", "150.000")
    click(page, "shift.go")
    see(page, "cash-handovers")

    compared(site.world)
    enter(context, site, "accountant", agency=PROVINCE)
    page.goto(f"{site.desk}/ke-toan")
    see(page, "accounts")
    page.locator(f"a[href$='/ke-toan/ngay/{DAY}']").first.click()
    see(page, "day-open")
    click(page, "day.go")
    see(page, "day-closed")
    assert page.locator(".note.good").inner_text() == text("day.done")
    assert site.world.world.payments.day(DAY).state == "closed"
    context.close()


PAGES = ("/thu-ngan", "/thu-ngan/ca", "/thu-ngan/ban-giao", "/thu-ngan/hoan", "/ke-toan",
         "/ke-toan/ngay", f"/ke-toan/ngay/{DAY}", "/ke-toan/chenh-lech", "/ke-toan/hoan",
         "/ke-toan/thanh-toan", "/ke-toan/sao-ke")  # fmt: skip


def test_the_pages_of_money_are_accessible_and_a_receipt_is_one_page_of_a5(
    chromium: "Browser", site: ServicesSite
) -> None:
    code, fee = due_fee(site.world)
    context = chromium.new_context(viewport=NARROW, locale="vi-VN")  # type: ignore[arg-type]
    page = context.new_page()
    reports: list[str] = []
    page.on("console", lambda line: reports.append(line.text) if line.type == "error" else None)
    official = enter(context, site, "cashier", "accountant", agency=PROVINCE)
    official.get(f"/thu-ngan/{fee}")
    official.submit("/ma-qr")
    own = (f"/thu-ngan/ho-so/{code}", f"/thu-ngan/{fee}", f"/thu-ngan/{fee}/ma-qr?dung=1")
    for path in (*PAGES, *own, f"/thu-ngan/{fee}/mien"):
        page.goto(site.desk + path)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= NARROW["width"], path
        assert violations(page) == [], path
    official.get(f"/thu-ngan/{fee}")
    official.submit("/tien-mat")
    official.submit("/tien-mat", "confirm")
    page.goto(f"{site.desk}/thu-ngan/{fee}/bien-lai")
    assert_one_page_of_a5(page.pdf(prefer_css_page_size=True))
    assert not reports
    context.close()


def assert_one_page_of_a5(pdf: bytes) -> None:
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    assert len(document) == 1
    assert tuple(round(side) for side in document[0].get_size()) == A5_POINTS
