"""The deployed portal in a real browser: a card, a scanned code, a declined card, two languages."""

from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from local.demo.journey import Journey
from local.demo.payer import pay_by_transfer
from local.demo.waiting import NoProgress, wait_for
from tests.browser.conftest import chromium
from tests.browser.visitor import Visitor
from tests.integration.world import PAID, World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
NAVIGATION = 120_000
"""Milliseconds for a page of a busy cloud: more than its gateway's 29 seconds."""


@pytest.fixture(params=["vi", "en"])
def visitor(request: pytest.FixtureRequest, chromium: "Browser", world: World) -> Iterator[Visitor]:
    """Somebody at a browser who reads Vietnamese or English."""
    context = chromium.new_context(locale="vi-VN" if request.param == "vi" else "en-GB")
    context.set_default_timeout(NAVIGATION)
    portal = world.deployment.url("portal").rstrip("/")
    yield Visitor(context.new_page(), portal, request.param)
    context.close()


def with_due_fee(journey: Journey) -> Journey:
    """A dossier that waits for its fee, seen by status and payments."""
    journey.due_fee()
    journey.wait_until_seen()
    return journey


def wait_for_heading(visitor: Visitor, heading: str, link: str) -> None:
    """Follow the link, as a visitor would, until the page has this heading.

    Each page is awaited: a second click would end the first one's request. The page may renew
    itself at the same moment, which ends ours; one that says that nothing came is loaded anew.
    """
    from playwright.sync_api import Error

    page = visitor.page
    wanted = page.get_by_role("heading", name=visitor.translate(heading), exact=True)
    check = page.get_by_role("link", name=visitor.translate(link), exact=True)

    def shown() -> bool | None:
        with suppress(Error):
            if wanted.count():
                return True
            with page.expect_navigation():
                if check.count():
                    check.click()
                else:
                    page.reload()
            return bool(wanted.count()) or None
        return None

    try:
        wait_for(shown, f"the page says “{visitor.translate(heading)}”")
    except NoProgress as still:
        raise AssertionError(f"{page.url}: {page.inner_text('main')}") from still


def test_a_card_pays_a_fee_and_the_receipt_follows(visitor: Visitor, world: World) -> None:
    dossier = with_due_fee(world.filed(PAID))
    visitor.look_up(dossier.code, dossier.key)
    visitor.require_accessible("dossier")
    visitor.click("fee.by_card")
    visitor.page.locator("button[value=success]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    wait_for_heading(visitor, "payment.title_paid", "payment.check")
    visitor.require_accessible("paid")

    visitor.click("payment.to_receipt")
    visitor.require_accessible("receipt")
    assert dossier.code in visitor.page.inner_text("main")
    assert not [url for url in visitor.requests if dossier.key in url]


def test_a_scanned_code_pays_a_fee_too_small_for_a_card(visitor: Visitor, world: World) -> None:
    dossier = with_due_fee(world.filed_with_small_fee())
    visitor.look_up(dossier.code, dossier.key)
    assert not visitor.page.get_by_role("button", name=visitor.translate("fee.by_card")).count()
    visitor.click("fee.by_transfer")
    visitor.require_accessible("transfer")

    pay_by_transfer(world.deployment.bank, visitor.scan_qr_code())
    wait_for_heading(visitor, "payment.title_paid", "payment.check_scan")


def test_an_uploaded_screenshot_of_the_code_pays_a_fee(visitor: Visitor, world: World) -> None:
    dossier = with_due_fee(world.filed_with_small_fee())
    visitor.look_up(dossier.code, dossier.key)
    visitor.click("fee.by_transfer")
    screenshot = visitor.page.screenshot(full_page=True)

    bank = visitor.page.context.new_page()
    bank.goto(world.deployment.bank)
    bank.locator("#picture").set_input_files(
        {"name": "ma.png", "mimeType": "image/png", "buffer": screenshot}
    )
    bank.get_by_role("button", name="Read the picture").click()
    bank.get_by_role("button", name="Send").click()
    bank.get_by_role("heading", name="Sent").wait_for()
    bank.close()
    wait_for_heading(visitor, "payment.title_paid", "payment.check_scan")


def test_a_declined_card_pays_nothing_and_another_attempt_does(
    visitor: Visitor, world: World
) -> None:
    dossier = with_due_fee(world.filed(PAID))
    visitor.look_up(dossier.code, dossier.key)
    visitor.click("fee.by_card")
    visitor.page.locator("button[value=decline]").click()
    visitor.page.get_by_role("alert").wait_for()
    visitor.page.locator("button[value=leave]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    wait_for_heading(visitor, "payment.title_declined", "payment.check")
    visitor.require_accessible("unpaid")

    visitor.click("payment.other_way")
    visitor.click("fee.by_card")
    visitor.page.locator("button[value=success]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    wait_for_heading(visitor, "payment.title_paid", "payment.check")


def test_a_wrong_key_shows_nothing(visitor: Visitor, world: World) -> None:
    visitor.look_up("H49.61.01-260101-0001", "AAAAAAAAAM")

    assert visitor.translate("lookup.not_found") in visitor.page.inner_text("main")
