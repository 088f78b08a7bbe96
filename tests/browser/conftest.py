"""A system Chromium for the page tests, which say that they were left out where there is none."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.house import House, house
from tests.browser.visitor import Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
PICTURES = Path(__file__).parents[2] / "docs" / "pages"
WHY_NOT = "left out: no Chromium on this machine (on Debian: apt-get install chromium)"


@pytest.fixture(scope="session")
def chromium() -> Iterator["Browser"]:
    """One browser for all pages."""
    if CHROMIUM is None:
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(WHY_NOT)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture
def home() -> Iterator[House]:
    """A portal of one's own."""
    with house() as made:
        yield made


@pytest.fixture(params=["vi", "en"])
def visitor(request: pytest.FixtureRequest, chromium: "Browser", home: House) -> Iterator[Visitor]:
    """Somebody at a browser who reads Vietnamese or English."""
    language = request.param
    context = chromium.new_context(
        locale="vi-VN" if language == "vi" else "en-GB",
        viewport={"width": 1280, "height": 900},
    )
    pictures = PICTURES if os.environ.get("UPDATE_PAGES") else None
    yield Visitor(context.new_page(), home.origin, language, pictures)
    context.close()
