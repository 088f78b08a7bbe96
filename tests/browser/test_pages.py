"""The portal in a real browser: card, transfer and declined card, with axe-core on every page."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.accessibility import violations
from tests.browser.visitor import Visitor
from tests.browser.world import BrowserWorld
from tests.unit.portal.world import CODE, FEE, KEY, QR, RECEIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
FIRST_PAGE_BYTES = 60_000


def test_a_fee_is_paid_by_card_and_the_receipt_is_shown(
    visitor: Visitor, world: BrowserWorld
) -> None:
    visitor.look_up(CODE, KEY)
    visitor.require_accessible("dossier")
    visitor.click("fee.by_card")
    visitor.page.get_by_role("button", name="success").click()

    assert visitor.heading() == visitor.translate("payment.title_paid")
    visitor.require_accessible("paid")
    visitor.click("payment.to_receipt")
    assert visitor.heading() == visitor.translate("receipt.title", number=RECEIPT)
    visitor.require_accessible("receipt")
    assert world.fee_state == "settled"


def test_a_fee_is_paid_by_the_qr_code_that_a_bank_app_scans(
    visitor: Visitor, world: BrowserWorld
) -> None:
    visitor.look_up(CODE, KEY)
    visitor.click("fee.by_transfer")
    assert visitor.heading() == visitor.translate("payment.title_scan")
    visitor.require_accessible("transfer")
    assert visitor.scan_qr_code() == QR

    visitor.click("payment.check_scan")
    assert visitor.heading() == visitor.translate("payment.title_scan"), (
        "no money came, so none is confirmed"
    )
    world.settle(next(iter(world.attempts)))
    visitor.click("payment.check_scan")
    assert visitor.heading() == visitor.translate("payment.title_paid")


def test_after_a_declined_card_the_fee_can_be_paid_by_transfer(
    visitor: Visitor, world: BrowserWorld
) -> None:
    visitor.look_up(CODE, KEY)
    visitor.click("fee.by_card")
    visitor.page.get_by_role("button", name="decline").click()
    visitor.page.get_by_role("alert").wait_for()
    visitor.page.get_by_role("button", name="leave").click()
    assert visitor.heading() == visitor.translate("payment.title_checking")
    visitor.require_accessible("asking")

    while visitor.heading() == visitor.translate("payment.title_checking"):
        visitor.click("payment.check")
    assert visitor.heading() == visitor.translate("payment.title_unpaid")
    visitor.require_accessible("unpaid")

    visitor.click("payment.other_way")
    visitor.click("fee.by_transfer")
    assert visitor.heading() == visitor.translate("payment.title_scan")
    world.attempts[next(iter(world.attempts))]["state"] = "failed"
    visitor.page.goto(f"{world.origin}/ket-qua/{FEE}")
    assert visitor.heading() == visitor.translate("payment.title_scan"), "the latest attempt counts"


def test_a_return_url_alone_pays_nothing(visitor: Visitor, world: BrowserWorld) -> None:
    visitor.look_up(CODE, KEY)
    visitor.click("fee.by_card")
    visitor.page.goto(f"{world.origin}/ket-qua/{FEE}?paid=true&state=paid")

    assert visitor.heading() == visitor.translate("payment.title_checking")


def test_without_scripts_everything_works(chromium: "Browser", world: BrowserWorld) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    visitor = Visitor(context.new_page(), world.origin, "vi")
    visitor.look_up(CODE, KEY)
    visitor.click("fee.by_transfer")
    world.settle(next(iter(world.attempts)))
    visitor.click("payment.check_scan")
    visitor.click("payment.to_receipt")

    assert visitor.heading() == visitor.translate("receipt.title", number=RECEIPT)
    context.close()


def test_the_page_updates_itself_without_scripts(chromium: "Browser", world: BrowserWorld) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    visitor = Visitor(context.new_page(), world.origin, "vi")
    visitor.look_up(CODE, KEY)
    visitor.click("fee.by_card")
    visitor.page.get_by_role("button", name="leave").click()
    assert visitor.heading() == visitor.translate("payment.title_checking")
    world.settle(next(iter(world.attempts)))

    visitor.page.get_by_role("heading", name=visitor.translate("payment.title_paid")).wait_for(
        timeout=15_000
    )
    context.close()


def test_axe_finds_violations(chromium: "Browser") -> None:
    page = chromium.new_page()
    small = "<button>a</button>" * 2
    page.set_content(
        f"<html><style>button {{ all: unset; font: 9px serif }}</style><title>x</title>"
        f"<main><h1>x</h1><input><img src='x'>{small}</main></html>"
    )
    broken = {line.partition(" ")[0] for line in violations(page)}
    page.close()

    assert {"html-has-lang", "label", "image-alt", "target-size"} <= broken


def test_everything_can_be_reached_by_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(visitor.origin + "/tra-cuu")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_to(visitor, "document.activeElement.id === 'code'")
    page.keyboard.type(CODE.lower())
    page.keyboard.press("Tab")
    page.keyboard.type("7k3m9-qx2ta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ho-so")

    _tab_to(visitor, _focus_has(visitor, "fee.by_transfer"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanh-toan/*")
    _tab_to(visitor, _focus_has(visitor, "payment.stop"))
    page.keyboard.press("Enter")
    page.wait_for_url("**?stop=1")
    assert visitor.translate("payment.stopped") in page.inner_text("main")
    _tab_to(visitor, _focus_has(visitor, "payment.cancel"))
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visitor.heading() == visitor.translate("payment.title_ended")
    visitor.require_accessible("ended")


def test_errors_are_shown_above_the_form_and_beside_their_fields(visitor: Visitor) -> None:
    visitor.page.goto(visitor.origin + "/tra-cuu")
    visitor.require_accessible("first")
    visitor.page.get_by_label(visitor.translate("lookup.code"), exact=True).fill("H49")
    visitor.click("lookup.go")

    assert visitor.page.title().startswith(visitor.translate("site.error"))
    visitor.page.get_by_role("link", name=visitor.translate("lookup.key_missing")).click()
    assert visitor.page.evaluate("document.activeElement.id") == "key"
    visitor.console_errors.clear()  # the browser notes the status 422
    visitor.require_accessible("errors")


def test_the_first_page_is_small_and_loads_no_foreign_resource(
    visitor: Visitor, world: BrowserWorld
) -> None:
    sizes: list[int] = []
    devtools = visitor.page.context.new_cdp_session(visitor.page)
    devtools.send("Network.enable")
    devtools.on(
        "Network.loadingFinished", lambda event: sizes.append(int(event["encodedDataLength"]))
    )
    visitor.page.goto(visitor.origin + "/tra-cuu", wait_until="networkidle")
    total = sum(sizes)
    visitor.look_up(CODE, KEY)

    print(f"first page: {total} bytes")
    assert 0 < total <= FIRST_PAGE_BYTES
    assert {urlsplit(url).netloc for url in visitor.requests} == {urlsplit(world.origin).netloc}


def test_the_other_language_is_one_link_away_on_the_same_page(visitor: Visitor) -> None:
    visitor.look_up(CODE, KEY)
    visitor.click("site.other_language")

    other = "en" if visitor.language == "vi" else "vi"
    assert visitor.page.evaluate("document.documentElement.lang") == other
    assert CODE in visitor.heading()
    visitor.page.reload()
    visitor.language = other
    visitor.click("fee.by_transfer")
    assert visitor.heading() == visitor.translate("payment.title_scan"), "the choice lasts"


def _focus_has(visitor: Visitor, key: str) -> str:
    """The JavaScript condition that the focused element has this text."""
    return f"document.activeElement.innerText === '{visitor.translate(key)}'"


def _tab_to(visitor: Visitor, condition: str) -> None:
    """Press Tab until the JavaScript condition holds; the focus must be visible."""
    for _ in range(40):
        if visitor.page.evaluate(condition):
            style = visitor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style == "solid", "the focus must show"
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {condition}")
