"""Every page of citizens in a real browser: axe, the width at 320 px, no report of the policy."""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import HTML_STATUS, faults
from tests.browser.conftest import PICTURES
from tests.browser.own_pages import OwnPages
from tests.browser.services_site import ServicesSite, running_site
from tests.browser.visitor import NARROW, WIDE, Visitor

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


@pytest.fixture(scope="module")
def site() -> Iterator[ServicesSite]:
    with running_site() as site:
        yield site


@pytest.fixture(scope="module")
def own_pages(site: ServicesSite) -> OwnPages:
    """Made in a thread of its own: documents are signed by a loop beside that of the browser."""
    with ThreadPoolExecutor(max_workers=1) as pool:
        return pool.submit(OwnPages.of, site).result()


def look_at(
    chromium: "Browser",
    site: ServicesSite,
    own_pages: OwnPages,
    *,
    language: str,
    size: dict[str, int],
    every: bool,
) -> list[str]:
    """What is wrong with the pages; a page that takes a click is looked at where `every` is on."""
    wrong: list[str] = []
    pictures = PICTURES if os.environ.get("UPDATE_PAGES") else None
    for who in ("nobody", *own_pages.citizens):
        context = chromium.new_context(
            locale="vi-VN" if language == "vi" else "en-GB",
            viewport=size,  # type: ignore[arg-type]
        )
        context.add_cookies(own_pages.cookies(who, site.origin))  # type: ignore[arg-type]
        visitor = Visitor(context.new_page(), site.origin, language, pictures)
        for state in own_pages.states():
            if state.who != who or (state.button and not every and not pictures):
                continue
            visitor.page.goto(site.origin + state.path)
            if state.button:
                visitor.click(state.button)
            name = f"{state.name}-{language}-{size['width']}"
            wrong += [f"{name}: {fault}" for fault in faults(visitor.page, language, size["width"])]
            if pictures and size is NARROW and not state.name.endswith("mistakes"):
                visitor.picture(state.name)
        errors = [line for line in visitor.console_errors if HTML_STATUS not in line]
        wrong += [f"{who}: {line}" for line in errors]
        context.close()
    return wrong


def test_every_page_of_citizens_is_accessible_at_320_pixels(
    chromium: "Browser", site: ServicesSite, own_pages: OwnPages
) -> None:
    assert look_at(chromium, site, own_pages, language="vi", size=NARROW, every=False) == []


@pytest.mark.soak
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_of_every_page_is_accessible_in_both_languages(
    chromium: "Browser",
    site: ServicesSite,
    own_pages: OwnPages,
    language: str,
    size: dict[str, int],
) -> None:
    assert look_at(chromium, site, own_pages, language=language, size=size, every=True) == []
