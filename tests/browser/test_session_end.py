"""A page that is open for long warns before the sign-in ends, and lets the official go on."""

import json
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from desk.presentation import PRESENTATION
from tests.browser.accessibility import violations
from tests.browser.recorded_pages import RecordedBrowser, recorded_browser
from tests.browser.visitor import NARROW
from tests.unit.desk.officer import Officer
from tests.unit.pages.services_world import DESK, ServicesWorld

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator

pytestmark = pytest.mark.xdist_group("browser")
GO_ON = f"{DESK}/con-lam-viec"


@pytest.fixture
def browser(chromium: "Browser") -> Iterator[RecordedBrowser]:
    """A form of an official, opened now; the clock is the test's."""
    official = Officer("receptionist", world=ServicesWorld())
    official.sign_in()
    page = official.get("/tim")
    with recorded_browser(chromium, NARROW, {GO_ON: b'{"seconds": 1800}'}) as browser:
        browser.page.clock.install()
        browser.show(replace(page, address="/tim"))
        browser.page.fill("#text", "Nguyễn")
        yield browser
        assert browser.reports == []


def sentence(browser: RecordedBrowser, key: str) -> "Locator":
    return browser.page.get_by_text(PRESENTATION.translate("vi", key))


def test_it_warns_two_minutes_before_and_goes_on(browser: RecordedBrowser) -> None:
    page = browser.page
    page.clock.fast_forward("27:45")
    assert sentence(browser, "session.soon").is_hidden()
    page.clock.fast_forward("00:30")
    sentence(browser, "session.soon").wait_for()
    assert violations(page) == []
    assert page.evaluate("document.activeElement.tagName") == "BUTTON"
    with page.expect_request(GO_ON):
        page.keyboard.press("Enter")
    sentence(browser, "session.soon").wait_for(state="hidden")
    page.clock.fast_forward("27:45")
    assert sentence(browser, "session.soon").is_hidden()
    page.clock.fast_forward("00:30")
    sentence(browser, "session.soon").wait_for()
    with page.expect_request(GO_ON):
        page.keyboard.press("Escape")
    sentence(browser, "session.soon").wait_for(state="hidden")


def test_after_the_end_it_leads_to_the_sign_in_and_the_form_stays(
    browser: RecordedBrowser,
) -> None:
    page = browser.page
    page.clock.fast_forward("30:10")
    sentence(browser, "session.over").wait_for()
    assert violations(page) == []
    link = page.get_by_role("link", name=PRESENTATION.translate("vi", "sign_in.over_first"))
    assert link.get_attribute("href") == "/vao?ve=%2Fda-vao"
    page.get_by_role("button", name=PRESENTATION.translate("vi", "session.close")).click()
    page.clock.fast_forward("01:00")

    assert sentence(browser, "session.over").is_hidden(), "once is enough"
    assert page.input_value("#text") == "Nguyễn"


def test_a_tab_in_the_background_does_not_warn_while_another_is_in_use(
    browser: RecordedBrowser,
) -> None:
    page = browser.page
    page.clock.fast_forward("27:00")
    later = json.dumps(page.evaluate("Date.now()") + 1_800_000)
    page.evaluate(f"localStorage.setItem('sign-in-ends', '{later}')")
    page.clock.fast_forward("10:00")

    assert sentence(browser, "session.soon").is_hidden()
