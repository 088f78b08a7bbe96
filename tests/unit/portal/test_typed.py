"""A key or code that was mistyped is told to its visitor, and to nobody else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import CODE_PATTERN
from intake.domain.lookup_key import is_well_formed
from kit.core.base32 import ALPHABET
from portal.typed import CODE as CODE_FORM
from portal.typed import checked, key_read
from tests.unit.portal.browser import Browser, Shown
from tests.unit.portal.town import CODE, KEY, Town

MISTYPED = [
    KEY[:place] + ("8" if KEY[place] != "8" else "9") + KEY[place + 1 :] for place in range(10)
]


def sent(visitor: Browser, code: str, key: str) -> Shown:
    visitor.get("/")
    return visitor.send("/", code=code, key=key)


@pytest.mark.parametrize("key", [*MISTYPED, "7K3MQ9X2TA", "7k3m9-qx2tb", "UK3M9QX2TA"])
def test_a_key_with_a_slip_does_not_use_up_one_of_the_ten_wrong_keys(key: str) -> None:
    visitor = Browser(Town())
    shown = sent(visitor, CODE, key)

    assert (shown.status, visitor.town.asked) == (422, [])
    assert "Mã tra cứu có chữ hoặc số chưa đúng" in shown.words
    assert 'id="key-error"' in shown.text
    assert 'id="code-error"' not in shown.text


def test_who_mistyped_the_key_is_told_so_in_english_too() -> None:
    shown = sent(Browser(Town(), accepts="en"), CODE, MISTYPED[3])

    assert "The look-up key has a wrong letter or digit" in shown.words


def test_after_a_slip_the_form_is_filled_as_it_was(capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Browser(Town())
    shown = sent(visitor, "h49.61.01-261123-0001", "7k3m9-qx2tb")

    assert 'value="h49.61.01-261123-0001"' in shown.text
    assert 'value="7k3m9-qx2tb"' in shown.text
    assert shown.headers["Cache-Control"] == "no-store"
    assert not any("qx2tb" in page.headers.get("Location", "") for page in visitor.seen)
    assert "qx2tb" not in capsys.readouterr().out


def test_a_key_of_the_right_form_is_asked_about_and_not_shown_again() -> None:
    visitor = Browser(Town())
    shown = sent(visitor, CODE, "AAAAAAAAAM")

    assert (shown.status, len(visitor.town.asked)) == (404, 1)
    assert "AAAAAAAAAM" not in shown.text


@pytest.mark.parametrize("key", ["7k3m9 qx2ta", " 7K3M9-QX2TA\t", "7K3M9\u00a0QX2TA"])
def test_a_key_may_be_typed_in_any_case_with_spaces_and_hyphens(key: str) -> None:
    assert Browser(Town()).look_up(CODE, key).status == 200


@pytest.mark.parametrize(
    ("key", "made"), [("oooooooooo", "0" * 10), ("O0o0O-0o0O0", "0" * 10), ("Li1", "111")]
)
def test_letters_that_look_like_digits_are_read_as_them(key: str, made: str) -> None:
    assert key_read(key) == made


@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_a_key_passes_here_where_its_maker_calls_it_well_formed(key: str) -> None:
    assert checked(key) is is_well_formed(key)
    assert any(checked(key[:9] + last) for last in ALPHABET)


def test_the_form_of_a_code_is_the_one_of_the_events() -> None:
    assert f"^{CODE_FORM.pattern}$" == CODE_PATTERN
