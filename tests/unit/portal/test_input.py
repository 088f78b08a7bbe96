"""A mistyped key or code is an error on the form, and no failed attempt at a route."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import CODE_PATTERN
from intake.domain.lookup_key import is_well_formed
from kit.core.base32 import ALPHABET
from portal.input import CODE as CODE_FORM
from portal.input import has_valid_check_character, normalize_lookup_key
from tests.unit.pages.page_view import PageView
from tests.unit.portal.browser import Browser
from tests.unit.portal.world import CODE, KEY, World

MISTYPED = [
    KEY[:place] + ("8" if KEY[place] != "8" else "9") + KEY[place + 1 :] for place in range(10)
]


def submitted(visitor: Browser, code: str, key: str) -> PageView:
    visitor.get("/tra-cuu")
    return visitor.submit("/tra-cuu", code=code, key=key)


@pytest.mark.parametrize("key", [*MISTYPED, "7K3MQ9X2TA", "7k3m9-qx2tb", "UK3M9QX2TA"])
def test_a_mistyped_key_is_not_one_of_the_ten_failed_attempts(key: str) -> None:
    visitor = Browser(World())
    page = submitted(visitor, CODE, key)

    assert (page.status, visitor.world.requests) == (422, [])
    assert "Mã tra cứu có chữ hoặc số chưa đúng" in page.text_content
    assert 'id="key-error"' in page.text
    assert 'id="code-error"' not in page.text


def test_the_error_of_a_mistyped_key_is_shown_in_english_too() -> None:
    page = submitted(Browser(World(), accept_language="en"), CODE, MISTYPED[3])

    assert "The look-up key has a wrong letter or digit" in page.text_content


def test_after_a_typing_mistake_the_form_has_its_input(capsys: pytest.CaptureFixture[str]) -> None:
    visitor = Browser(World())
    page = submitted(visitor, "h49.61.01-261123-0001", "7k3m9-qx2tb")

    assert 'value="h49.61.01-261123-0001"' in page.text
    assert 'value="7k3m9-qx2tb"' in page.text
    assert page.headers["Cache-Control"] == "no-store"
    assert not any("qx2tb" in page.headers.get("Location", "") for page in visitor.history)
    assert "qx2tb" not in capsys.readouterr().out


def test_a_well_formed_wrong_key_is_looked_up_and_not_shown_again() -> None:
    visitor = Browser(World())
    page = submitted(visitor, CODE, "AAAAAAAAAM")

    assert (page.status, len(visitor.world.requests)) == (404, 1)
    assert "AAAAAAAAAM" not in page.text


@pytest.mark.parametrize("key", ["7k3m9 qx2ta", " 7K3M9-QX2TA\t", "7K3M9\u00a0QX2TA"])
def test_a_key_may_be_typed_in_any_case_with_spaces_and_hyphens(key: str) -> None:
    assert Browser(World()).look_up(CODE, key).status == 200


@pytest.mark.parametrize(
    ("key", "normalized"), [("oooooooooo", "0" * 10), ("O0o0O-0o0O0", "0" * 10), ("Li1", "111")]
)
def test_letters_that_look_like_digits_are_read_as_digits(key: str, normalized: str) -> None:
    assert normalize_lookup_key(key) == normalized


@given(st.text(ALPHABET, min_size=10, max_size=10))
def test_the_check_character_is_the_one_that_intake_makes(key: str) -> None:
    assert has_valid_check_character(key) is is_well_formed(key)
    assert any(has_valid_check_character(key[:9] + last) for last in ALPHABET)


def test_the_form_of_a_code_is_the_one_of_the_events() -> None:
    assert f"^{CODE_FORM.pattern}$" == CODE_PATTERN


PASTED = [
    "h49.61.01-261123-0001",
    " H49.61.01-261123-0001. ",
    "H49.61.01\u2013261123\u20130001",
    "H49.61.01\u2011261123\u20110001",
    "H49.61.01\u2212261123\u22120001",
    "H49.61.01\u2014261123\uff0d0001",
    "H49.61.01 261123 0001",
    "H49.61.01 - 261123 - 0001",
    "\u200bH49.61.01-261123-0001\ufeff",
    "H49.61.01-\u200b261123-0001",
    "\u202aH49.61.01-261123-0001\u202c",
    "Mã hồ sơ: H49.61.01-261123-0001",
    "Mã hồ sơ: H49.61.01-261123-0001.",
    "\uff2849.61.01-261123-0001",
    "H49.61.01-261123-0001\u00a0",
    "H49.61.01-261123-0001\r\n",
]


@pytest.mark.parametrize("code", PASTED)
def test_a_code_may_be_pasted_as_people_paste(code: str) -> None:
    assert Browser(World()).look_up(code, KEY).status == 200


@pytest.mark.parametrize(
    "key",
    [
        "Mã tra cứu: 7K3M9QX2TA.",
        "7K3M9\u2013QX2TA",
        "7K3M9\u2011QX2TA",
        "\u200b7K3M9QX2TA\u200b",
        "7k3m9qx2ta,",
        "\uff17K3M9QX2TA",
        "7K3M9 - QX2TA",
    ],
)
def test_a_key_may_be_pasted_as_people_paste(key: str) -> None:
    assert Browser(World()).look_up(CODE, key).status == 200


@pytest.mark.parametrize("code", ["261123-0001", "2611230001"])
def test_the_end_of_a_code_alone_is_refused_in_words_that_say_what_is_missing(code: str) -> None:
    page = submitted(Browser(World()), code, KEY)

    assert page.status == 422
    assert "nhập đủ cả mã cơ quan" in page.text_content
