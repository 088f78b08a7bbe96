"""A system Chromium for the page tests; without one they are skipped and reported so."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from local.demo.pages.browser import MISSING, chromium_path, open_chromium
from tests.browser.desk_day import MATRIX, DeskDay
from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import Visitor
from tests.browser.world import BrowserWorld, running_world

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PICTURES = Path(__file__).parents[2] / "docs" / "pages"
SKIP_REASON = f"left out: {MISSING}"


@pytest.fixture(scope="module")
def chromium() -> Iterator["Browser"]:
    """One browser for a module, and its end: its event loop admits no other beside it, of another
    browser or of a test that runs one.
    """
    if chromium_path() is None:
        (pytest.fail if "NOTHING_LEFT_OUT" in os.environ else pytest.skip)(SKIP_REASON)
    with open_chromium() as browser:
        yield browser


@pytest.fixture(scope="session")
def site() -> Iterator[ServicesSite]:
    """All services for every test of citizens: each has citizens of its own."""
    with running_site() as site:
        yield site


@pytest.fixture
def world() -> Iterator[BrowserWorld]:
    """A world of its own for each test."""
    with running_world() as world:
        yield world


@pytest.fixture(params=MATRIX)
def day(
    request: pytest.FixtureRequest, chromium: "Browser", site: ServicesSite
) -> Iterator[DeskDay]:
    """The officials at their browsers, at the site of the module."""
    scripts, language = request.param
    pictures = PICTURES if os.environ.get("UPDATE_PAGES") else None
    day = DeskDay(chromium, site, scripts, language, pictures)
    yield day
    day.close()


@pytest.fixture(params=["vi", pytest.param("en", marks=pytest.mark.soak)])
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
