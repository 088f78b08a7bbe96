"""Cursors: opaque, and worth nothing when altered or in other hands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kit.http.pagination import BadCursor, Cursors

CURSORS = Cursors(lambda: "secret")


@given(st.text(), st.text())
def test_a_cursor_brings_its_owner_back_to_where_the_page_ended(scope: str, after: str) -> None:
    cursor = CURSORS.seal(scope, after)
    assert cursor is not None
    assert cursor.isascii()
    assert CURSORS.open(scope, cursor) == after


def test_the_end_of_a_list_has_no_cursor() -> None:
    assert CURSORS.seal("mine", None) is None
    assert CURSORS.open("mine", None) is None


def test_another_callers_cursor_is_refused() -> None:
    with pytest.raises(BadCursor) as refused:
        CURSORS.open("theirs", CURSORS.seal("mine", "H49"))
    assert refused.value.field == "cursor"


def test_a_cursor_of_another_secret_is_refused() -> None:
    with pytest.raises(BadCursor):
        Cursors(lambda: "another").open("mine", CURSORS.seal("mine", "H49"))


@given(st.integers(0, 30), st.sampled_from("ABCxyz019-_"))
def test_a_cursor_with_one_altered_letter_is_refused(place: int, letter: str) -> None:
    cursor = CURSORS.seal("mine", "H49.61")
    assert cursor is not None
    altered = cursor[:place] + letter + cursor[place + 1 :]
    if altered == cursor:
        return
    with pytest.raises(BadCursor):
        CURSORS.open("mine", altered)


@given(st.text(max_size=200))
def test_anything_a_caller_makes_up_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor):
        CURSORS.open("mine", cursor)
