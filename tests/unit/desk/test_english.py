"""The desk in English: what is in Vietnamese there says so."""

import pytest

from tests.browser.desk_states.all_states import recorded
from tests.unit.pages.foreign_words import unmarked_vietnamese


@pytest.mark.soak
def test_every_state_of_every_page_of_the_desk_marks_its_vietnamese() -> None:
    pages = recorded("en").pages

    assert len(pages) > 300
    assert {
        name: unmarked
        for name, page in pages.items()
        if (unmarked := unmarked_vietnamese(page.text))
    } == {}
