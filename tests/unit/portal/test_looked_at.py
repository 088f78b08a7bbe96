"""Every page that a citizen sees is looked at in a browser: one without such a test fails here."""

import re

import pytest

from front.routes import Page
from portal.presentation import PRESENTATION
from tests.browser.page_states import no_pages, once, states, without_services
from tests.unit.pages.looked_at import row_of
from tests.unit.portal.test_routes import PAGES

ROWS = {f"{page.method} {page.path}": page for page in PAGES}


def test_every_page_of_the_tables_has_its_states() -> None:
    looked = {state.row for state in states()}

    assert looked | set(no_pages()) == set(ROWS)
    assert looked & set(no_pages()) == set()


def test_every_page_that_is_read_is_looked_at_in_each_run() -> None:
    read = {row for row in ROWS if row.startswith("GET ")} - set(no_pages()) - NOT_QUICK

    assert {state.row for state in once()} == read


NOT_QUICK = {
    "GET /toi/ho-so/{dossier}/van-ban/{document}",
    "GET /vao/xong",
}
"""Pages that only explain why they lead nowhere."""


@pytest.mark.parametrize("row", [row for row in ROWS if row not in no_pages()])
def test_a_form_has_a_state_in_which_it_is_refused_or_goes_on(row: str) -> None:
    own = [state for state in states() if state.row == row]
    assert len({state.name for state in own}) == len(own)
    if row.startswith("POST "):
        assert any(state.status >= 400 or state.shows for state in own), row


def test_states_name_addresses_of_their_rows_and_sentences_of_the_pages() -> None:
    for state in states():
        assert not state.shows or state.shows in PRESENTATION.messages("vi"), state.title
        if not state.after:
            example = re.sub(r"{\w+}", "01KAQ0NE0NE000000000000000", state.at)
            opened = row_of([ROWS[state.row]], state.row.partition(" ")[0], example)
            assert opened == state.row or "{" in state.at, state.title


def test_each_page_of_services_is_looked_at_without_them() -> None:
    away = {state.row for state in without_services()}

    assert away >= {row for row in ROWS if is_own(ROWS[row])} - set(no_pages()) - ONLY_REFUSALS


def is_own(page: Page[object]) -> bool:
    return page.method == "GET" and page.access == "signed_in"


ONLY_REFUSALS = {"GET /toi/ho-so/{dossier}/van-ban/{document}"}
