"""Every page of citizens in a real browser: axe, the width at 320 px, no report of the policy."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.browser.looking import Looking, Size
from tests.browser.page_states import QUICK, once, states, without_services
from tests.browser.people_at_states import EVERYBODY, PeopleAtStates
from tests.browser.services_site import ServicesSite, beside, running_site
from tests.browser.visitor import NARROW, WIDE
from tests.unit.pages.looked_at import row_of
from tests.unit.portal.test_routes import PAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.xdist_group("browser")
Look = Callable[[str], Looking]


def looking(chromium: "Browser", people: PeopleAtStates, file: Path, *sizes: Size) -> Look:
    return lambda language: Looking(
        chromium, people.site, people, language, sizes, lambda *at: row_of(PAGES, *at), file
    )


def test_every_page_of_citizens_is_accessible_at_320_pixels(
    chromium: "Browser", site: ServicesSite, tmp_path: Path
) -> None:
    people = beside(lambda: PeopleAtStates.of(site, QUICK))
    look = looking(chromium, people, tmp_path / "giay-to.pdf", NARROW)

    wrong = look("vi").look(list(once()))

    assert not wrong, "\n".join(wrong)


@pytest.mark.soak
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_state_of_every_page_is_accessible_in_both_languages(
    chromium: "Browser", tmp_path: Path, language: str
) -> None:
    with running_site() as site:
        people = beside(lambda: PeopleAtStates.of(site, EVERYBODY))
        look = looking(chromium, people, tmp_path / "giay-to.pdf", NARROW, WIDE)
        wrong = look(language).look([*states(), *without_services()])

    assert not wrong, "\n".join(wrong)
    print(f"{len(states())} states of citizens' pages, and each page without services")
