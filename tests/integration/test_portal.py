"""The portal on the deployed cloud, in a real browser: paid by card, by a scanned code, declined, in both languages."""

import time
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from local.demo.api_client import eventually
from local.demo.journey import Journey
from local.demo.payer import transfer_at
from tests.browser.conftest import chromium
from tests.browser.visitor import Visitor
from tests.integration.world import PAID, TOO_SMALL_FOR_A_CARD, World

if TYPE_CHECKING:
    from playwright.sync_api import Browser

__all__ = ["chromium"]
pytestmark = [pytest.mark.integration, pytest.mark.xdist_group("browser")]
PATIENCE = 120.0
"""Seconds until a payment is told through the queues of a slow and busy local cloud."""


@pytest.fixture(params=["vi", "en"])
def visitor(request: pytest.FixtureRequest, chromium: "Browser", world: World) -> Iterator[Visitor]:
    """Somebody at a browser who reads Vietnamese or English."""
    context = chromium.new_context(locale="vi-VN" if request.param == "vi" else "en-GB")
    yield Visitor(context.new_page(), world.deployment.outputs["portalUrl"].rstrip("/"), request.param)
    context.close()


def filed(world: World, procedure: str) -> Journey:
    """A dossier that waits for its fee, seen by status and payments."""
    journey = world.journey(procedure)
    journey.citizen = world.citizen(journey.who)
    journey._look_up()
    journey._file()
    eventually(journey._due_fee, "the fee is due")
    eventually(
        lambda: seen(journey), "status has heard of it"
    )  # a key that is asked too early counts as a wrong one
    return journey


def seen(journey: Journey) -> bool | None:
    """Whether the owner finds the dossier among theirs."""
    mine = journey.citizen.get("status", "/me/dossiers")["items"]
    return any(each["code"] == journey.code for each in mine) or None


def asked_until(visitor: Visitor, heading: str, press: str) -> None:
    """Ask again, as a visitor would, until the page says so; the page may ask by itself at the same moment."""
    from playwright.sync_api import TimeoutError as TooLate

    wanted = visitor.page.get_by_role("heading", name=visitor.say(heading), exact=True)
    check = visitor.page.get_by_role("link", name=visitor.say(press), exact=True)
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with suppress(TooLate):
            wanted.wait_for(timeout=500)
            return
        with suppress(TooLate):
            check.click(timeout=500)
    raise AssertionError(f"still “{visitor.heading()}”")


def test_a_card_pays_a_fee_and_the_receipt_follows(visitor: Visitor, world: World) -> None:
    dossier = filed(world, PAID)
    visitor.look_up(dossier.code, dossier.key)
    visitor.require_sound("dossier")
    visitor.press("fee.by_card")
    visitor.page.locator("button[value=success]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    asked_until(visitor, "payment.title_paid", "payment.check")
    visitor.require_sound("paid")

    visitor.press("payment.to_receipt")
    visitor.require_sound("receipt")
    assert dossier.code in visitor.page.inner_text("main")
    assert not [url for url in visitor.requests if dossier.key in url]


def test_a_scanned_code_pays_a_fee_too_small_for_a_card(visitor: Visitor, world: World) -> None:
    dossier = filed(world, TOO_SMALL_FOR_A_CARD)
    visitor.look_up(dossier.code, dossier.key)
    assert not visitor.page.get_by_role("button", name=visitor.say("fee.by_card")).count()
    visitor.press("fee.by_transfer")
    visitor.require_sound("transfer")

    transfer_at(world.deployment.bank, visitor.scanned())
    asked_until(visitor, "payment.title_paid", "payment.check_scan")


def test_a_declined_card_pays_nothing_and_another_try_does(visitor: Visitor, world: World) -> None:
    dossier = filed(world, PAID)
    visitor.look_up(dossier.code, dossier.key)
    visitor.press("fee.by_card")
    visitor.page.locator("button[value=decline]").click()
    visitor.page.get_by_role("alert").wait_for()
    visitor.page.locator("button[value=leave]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    asked_until(visitor, "payment.title_unpaid", "payment.check")
    visitor.require_sound("unpaid")

    visitor.press("payment.other_way")
    visitor.press("fee.by_card")
    visitor.page.locator("button[value=success]").click()
    visitor.page.wait_for_url("**/thanh-toan/**")
    asked_until(visitor, "payment.title_paid", "payment.check")


def test_a_wrong_key_shows_nothing(visitor: Visitor, world: World) -> None:
    visitor.look_up("H49.61.01-260101-0001", "AAAAAAAAAM")

    assert visitor.say("lookup.not_found") in visitor.page.inner_text("main")
