"""The portal in a real browser, without scripts: paid by card, by code, declined; sound on every page."""

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from tests.browser.house import House
from tests.browser.visitor import Visitor, axe
from tests.unit.portal.town import CODE, FEE, KEY, QR, RECEIPT

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
FIRST_PAGE_BYTES = 60_000


def test_a_fee_is_paid_by_card_and_the_receipt_is_shown(visitor: Visitor, home: House) -> None:
    visitor.look_up(CODE, KEY)
    visitor.require_sound("dossier")
    visitor.press("fee.by_card")
    visitor.page.get_by_role("button", name="success").click()

    assert visitor.heading() == visitor.say("payment.title_paid")
    visitor.require_sound("paid")
    visitor.press("payment.to_receipt")
    assert visitor.heading() == visitor.say("receipt.title", number=RECEIPT)
    visitor.require_sound("receipt")
    assert home.town.fee_state == "settled"


def test_a_fee_is_paid_by_the_code_that_a_banks_app_scans(visitor: Visitor, home: House) -> None:
    visitor.look_up(CODE, KEY)
    visitor.press("fee.by_transfer")
    assert visitor.heading() == visitor.say("payment.title_scan")
    visitor.require_sound("transfer")
    assert visitor.scanned() == QR

    visitor.press("payment.check_scan")
    assert visitor.heading() == visitor.say("payment.title_scan"), (
        "nothing came yet, so nothing is claimed"
    )
    home.town.settle(next(iter(home.town.tries)))
    visitor.press("payment.check_scan")
    assert visitor.heading() == visitor.say("payment.title_paid")


def test_a_declined_card_leaves_the_fee_to_be_paid_in_another_way(
    visitor: Visitor, home: House
) -> None:
    visitor.look_up(CODE, KEY)
    visitor.press("fee.by_card")
    visitor.page.get_by_role("button", name="decline").click()
    visitor.page.get_by_role("alert").wait_for()
    visitor.page.get_by_role("button", name="leave").click()
    assert visitor.heading() == visitor.say("payment.title_asking")
    visitor.require_sound("asking")

    while visitor.heading() == visitor.say("payment.title_asking"):
        visitor.press("payment.check")
    assert visitor.heading() == visitor.say("payment.title_unpaid")
    visitor.require_sound("unpaid")

    visitor.press("payment.other_way")
    visitor.press("fee.by_transfer")
    assert visitor.heading() == visitor.say("payment.title_scan")
    home.town.tries[next(iter(home.town.tries))]["state"] = "failed"
    visitor.page.goto(f"{home.origin}/ket-qua/{FEE}")
    assert visitor.heading() == visitor.say("payment.title_scan"), "the last try counts"


def test_a_return_address_alone_pays_nothing(visitor: Visitor, home: House) -> None:
    visitor.look_up(CODE, KEY)
    visitor.press("fee.by_card")
    visitor.page.goto(f"{home.origin}/ket-qua/{FEE}?paid=true&state=paid")

    assert visitor.heading() == visitor.say("payment.title_asking")


def test_without_scripts_everything_works(chromium: "Browser", home: House) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    visitor = Visitor(context.new_page(), home.origin, "vi")
    visitor.look_up(CODE, KEY)
    visitor.press("fee.by_transfer")
    home.town.settle(next(iter(home.town.tries)))
    visitor.press("payment.check_scan")
    visitor.press("payment.to_receipt")

    assert visitor.heading() == visitor.say("receipt.title", number=RECEIPT)
    context.close()


def test_the_page_updates_itself_without_scripts(chromium: "Browser", home: House) -> None:
    context = chromium.new_context(java_script_enabled=False, locale="vi-VN")
    visitor = Visitor(context.new_page(), home.origin, "vi")
    visitor.look_up(CODE, KEY)
    visitor.press("fee.by_card")
    visitor.page.get_by_role("button", name="leave").click()
    assert visitor.heading() == visitor.say("payment.title_asking")
    home.town.settle(next(iter(home.town.tries)))

    visitor.page.get_by_role("heading", name=visitor.say("payment.title_paid")).wait_for(
        timeout=15_000
    )
    context.close()


def test_axe_would_find_what_is_wrong(chromium: "Browser") -> None:
    page = chromium.new_page()
    page.set_content("<html><title>x</title><main><h1>x</h1><input><img src='x'></main></html>")
    found = {one["id"] for one in axe().run(page).response["violations"]}
    page.close()

    assert {"html-has-lang", "label", "image-alt"} <= found


def test_everything_is_reached_by_the_keyboard_alone(visitor: Visitor) -> None:
    page = visitor.page
    page.goto(visitor.origin + "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    _tab_to(visitor, "document.activeElement.id === 'code'")
    page.keyboard.type(CODE.lower())
    page.keyboard.press("Tab")
    page.keyboard.type("7k3m9-qx2ta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/ho-so")

    _tab_to(visitor, f"document.activeElement.innerText === '{visitor.say('fee.by_transfer')}'")
    page.keyboard.press("Enter")
    page.wait_for_url("**/thanh-toan/*")
    _tab_to(visitor, f"document.activeElement.innerText === '{visitor.say('payment.stop')}'")
    page.keyboard.press("Enter")
    page.wait_for_url("**?stop=1")
    assert visitor.say("payment.stopped") in page.inner_text("main")
    _tab_to(visitor, f"document.activeElement.innerText === '{visitor.say('payment.cancel')}'")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert visitor.heading() == visitor.say("payment.title_ended")
    visitor.require_sound("ended")


def test_mistakes_are_named_above_and_beside_their_fields(visitor: Visitor) -> None:
    visitor.page.goto(visitor.origin + "/")
    visitor.require_sound("first")
    visitor.page.get_by_label(visitor.say("lookup.code"), exact=True).fill("H49")
    visitor.press("lookup.go")

    assert visitor.page.title().startswith(visitor.say("site.error"))
    visitor.page.get_by_role("link", name=visitor.say("lookup.key_missing")).click()
    assert visitor.page.evaluate("document.activeElement.id") == "key"
    visitor.complaints.clear()  # the browser notes the status 422
    visitor.require_sound("mistakes")


def test_the_first_page_weighs_little_and_asks_nobody_else(visitor: Visitor, home: House) -> None:
    weights: list[int] = []
    wire = visitor.page.context.new_cdp_session(visitor.page)
    wire.send("Network.enable")
    wire.on("Network.loadingFinished", lambda done: weights.append(int(done["encodedDataLength"])))
    visitor.page.goto(visitor.origin + "/", wait_until="networkidle")
    first = sum(weights)
    visitor.look_up(CODE, KEY)

    print(f"first page: {first} bytes")
    assert 0 < first <= FIRST_PAGE_BYTES
    assert {urlsplit(url).netloc for url in visitor.requests} == {urlsplit(home.origin).netloc}


def test_the_other_language_is_one_link_away_and_keeps_the_page(visitor: Visitor) -> None:
    visitor.look_up(CODE, KEY)
    visitor.press("site.other_language")

    other = "en" if visitor.language == "vi" else "vi"
    assert visitor.page.evaluate("document.documentElement.lang") == other
    assert CODE in visitor.heading()
    visitor.page.reload()
    visitor.language = other
    visitor.press("fee.by_transfer")
    assert visitor.heading() == visitor.say("payment.title_scan"), "the choice lasts"


def _tab_to(visitor: Visitor, there: str) -> None:
    """Press Tab until the focus is there, and see that it shows."""
    for _ in range(40):
        if visitor.page.evaluate(there):
            style = visitor.page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
            assert style == "solid", "the focus must show"
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"not reached by Tab: {there}")
