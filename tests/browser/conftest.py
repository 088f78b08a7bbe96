"""A system Chromium for the page tests; without one they are skipped and reported so."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.visitor import Visitor
from tests.browser.world import BrowserWorld, running_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
PICTURES = Path(__file__).parents[2] / "docs" / "pages"
SKIP_REASON = "left out: no Chromium on this machine (on Debian: apt-get install chromium)"


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for a module, and its end: its event loop admits no other beside it, of another
    browser or of a test that runs one.
    """
    if CHROMIUM is None:
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(SKIP_REASON)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def world() -> Iterator[BrowserWorld]:
    """A world of its own for each test."""
    with running_world() as world:
        yield world


@pytest.fixture(params=["vi", "en"])
def visitor(
    request: pytest.FixtureRequest, chromium: "Browser", world: BrowserWorld
) -> Iterator[Visitor]:
    """A visitor who reads Vietnamese or English."""
    language = request.param
    context = chromium.new_context(
        locale="vi-VN" if language == "vi" else "en-GB",
        viewport={"width": 1280, "height": 900},
    )
    pictures = PICTURES if os.environ.get("UPDATE_PAGES") else None
    yield Visitor(context.new_page(), world.origin, language, pictures)
    context.close()
