"""The portal in English: what is in Vietnamese there says so."""

from collections.abc import Iterator

import pytest

from tests.browser.page_states import QUICK, address, once
from tests.browser.people_at_states import PeopleAtStates
from tests.browser.services_site import running_site
from tests.unit.pages.foreign_words import unmarked_vietnamese
from tests.unit.pages.page_view import PageView
from tests.unit.portal.citizen import Citizen


@pytest.fixture(scope="module")
def english() -> Iterator[dict[str, PageView]]:
    with running_site() as site:
        people = PeopleAtStates.of(site, QUICK)
        yield dict(_pages(people, Citizen(site.world)))


def _pages(people: PeopleAtStates, nobody: Citizen) -> Iterator[tuple[str, PageView]]:
    for state in once():
        if not state.after:
            citizen = people.citizens.get(state.who, nobody)
            citizen.language = "en"
            yield state.title, citizen.get(address(state.at, people.values))


def test_every_page_of_citizens_marks_its_vietnamese(english: dict[str, PageView]) -> None:
    assert len(english) > 50
    assert all('<html lang="en">' in page.text for page in english.values())
    assert {
        name: unmarked
        for name, page in english.items()
        if (unmarked := unmarked_vietnamese(page.text))
    } == {}
    assert sum('lang="vi"' in page.text for page in english.values()) > 30


def test_every_english_page_says_that_names_are_in_vietnamese(
    english: dict[str, PageView],
) -> None:
    sentence = "Names of procedures, agencies and papers are in Vietnamese."

    assert all(sentence in page.text_content for page in english.values())
