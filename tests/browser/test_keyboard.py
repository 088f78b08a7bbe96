"""A citizen files, uploads and pays with a keyboard alone, at 320 px."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import HTML_STATUS
from tests.browser.keyboard import Keyboard
from tests.browser.services_site import ServicesSite, beside
from tests.browser.visitor import NARROW, Visitor
from tests.unit.intake.world import PDF
from tests.unit.pages.services_world import AGENCY, somebody
from tests.unit.payments.bank_money import pay_by_bank

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture
def keyboard(chromium: "Browser", site: ServicesSite) -> Iterator[Keyboard]:
    context = chromium.new_context(locale="vi-VN", viewport=NARROW)  # type: ignore[arg-type]
    context.set_default_timeout(60_000)
    visitor = Visitor(context.new_page(), site.origin, "vi")
    yield Keyboard(visitor)
    context.close()
    assert [line for line in visitor.console_errors if HTML_STATUS not in line] == []


def test_a_citizen_files_uploads_and_pays_by_keyboard_alone(
    keyboard: Keyboard, site: ServicesSite, tmp_path: Path
) -> None:
    visitor, page, who = keyboard.visitor, keyboard.visitor.page, somebody()
    page.goto(f"{site.origin}/")
    keyboard.skip()
    keyboard.fill(q="hộ kinh doanh")
    keyboard.enter("form button")
    keyboard.enter(".tasks a")
    keyboard.enter("a[href$='/nop']")
    keyboard.enter("a[href*='/vao']")
    keyboard.fill(username=who.username)
    keyboard.enter("button.main")
    keyboard.fill(email=who.mail, address=who.address)
    keyboard.enter("main form button")
    keyboard.choose("agency", AGENCY)
    keyboard.enter("main form button")

    keyboard.enter(".actions a")
    answer(keyboard)
    keyboard.go_to("details:has(a[href$='/giay-to/p06']) summary")
    page.keyboard.press("Enter")
    keyboard.enter("a[href$='/giay-to/p06']")
    upload(keyboard, tmp_path)
    keyboard.enter(".actions a.second")
    keyboard.enter("a[href$='/xem-lai']")
    keyboard.enter("form[action$='/nop'] button")
    assert visitor.heading() == visitor.translate("filed.title")

    site.settle()
    keyboard.enter("main .actions a")
    keyboard.enter("form[action$='/thanh-toan'] button.second")
    assert visitor.heading() == visitor.translate("payment.title_scan")
    reference = page.locator("dd.copy").last.inner_text()
    beside(lambda: pay_by_bank(site.world.world, reference))
    keyboard.enter(".actions a.button:not([href^='https'])")
    assert visitor.heading() == visitor.translate("payment.title_paid")


def answer(keyboard: Keyboard) -> None:
    """Four pages of the form; the second one has a mistake whose link leads to its field."""
    page = keyboard.visitor.page
    save = "button.button[value=save]"
    keyboard.fill(business_name="Phở Lan", business_address="Số 1, phường Hồng Gai")
    keyboard.enter(save)
    keyboard.fill(business_lines__0="Bán phở", capital="50.000.000")
    keyboard.fill(start_date="31", start_date__m="2", start_date__y="2027")
    keyboard.go_to(save)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.matches('.summary a')"), "the first mistake"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "start_date"
    keyboard.at = -1
    keyboard.fill(start_date="1")
    keyboard.enter(save)
    keyboard.fill(owner_birth_date="1", owner_birth_date__m="2", owner_birth_date__y="1990")
    keyboard.check("owner_sex")
    keyboard.enter(save)
    keyboard.check("established_by")
    keyboard.enter(save)


def upload(keyboard: Keyboard, folder: Path) -> None:
    """The dialog of the browser opens by Enter on the field."""
    page, file = keyboard.visitor.page, folder / "don.pdf"
    file.write_bytes(PDF)
    page.on("filechooser", lambda chooser: chooser.set_files(file))
    keyboard.go_to("#file")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.get_by_text(keyboard.visitor.translate("papers.state_checked")).wait_for()
    keyboard.skip()


def test_the_focus_goes_through_every_kind_of_page_and_out_again(
    keyboard: Keyboard, site: ServicesSite
) -> None:
    for path in ("/", "/tra-cuu", "/xac-minh", "/don-vi", "/tro-giup/thanh-toan"):
        keyboard.visitor.page.goto(site.origin + path)
        keyboard.visitor.page.keyboard.press("Tab")
        assert keyboard.walk() > 5
