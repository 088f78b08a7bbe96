"""Every page of the desk in a real browser: axe, its width, no report of the policy."""

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pytest

from tests.browser.accessibility import faults
from tests.browser.desk_states.all_states import NO_PAGE, one_of_each, recorded, without_state
from tests.browser.recorded_pages import recorded_browser
from tests.browser.visitor import NARROW, WIDE
from tests.unit.pages.page_view import PageView

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")


def look_at(
    chromium: "Browser", pages: Mapping[str, PageView], language: str, size: Mapping[str, int]
) -> list[str]:
    """What is wrong with the pages."""
    wrong: list[str] = []
    with recorded_browser(chromium, size, recorded(language).files) as browser:
        for name, page in pages.items():
            browser.show(page)
            wrong += [f"{name}: {each}" for each in faults(browser.page, language, size["width"])]
            wrong += [f"{name}: {report}" for report in browser.reports]
            browser.reports.clear()
    return wrong


def test_every_page_of_the_desk_has_a_state() -> None:
    assert without_state(recorded("vi")) == NO_PAGE


def test_every_page_of_the_desk_is_accessible_at_320_pixels(chromium: "Browser") -> None:
    assert look_at(chromium, one_of_each(recorded("vi")), "vi", NARROW) == []


@pytest.mark.soak
@pytest.mark.parametrize("size", [NARROW, WIDE], ids=["320", "1280"])
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_of_every_page_is_accessible_in_both_languages(
    chromium: "Browser", language: str, size: dict[str, int]
) -> None:
    states = recorded(language).pages
    assert len(states) > 350
    assert look_at(chromium, states, language, size) == []
