"""Dossier codes and look-up keys."""

import json
import re
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import AGENCY_PATTERN, CODE_PATTERN
from intake.domain.dossier_code import code_day, dossier_code, receipt_day
from intake.domain.lookup_key import LookupKeys, check_character, is_well_formed
from kit.core.base32 import ALPHABET
from kit.core.time import VIETNAM

KEYS = LookupKeys(json.dumps({"current": "v2", "v1": "11" * 32, "v2": "22" * 32}))
agencies = st.from_regex(AGENCY_PATTERN, fullmatch=True).filter(str.isascii)
bodies = st.text(ALPHABET, min_size=9, max_size=9)


@given(
    agencies, st.datetimes(datetime(2020, 1, 1), datetime(2099, 1, 1)), st.integers(1, 9_999_999)
)
def test_every_code_has_the_official_form(agency: str, at: datetime, number: int) -> None:
    assert re.match(CODE_PATTERN, dossier_code(agency, code_day(at.replace(tzinfo=UTC)), number))


def test_the_day_is_the_one_in_viet_nam() -> None:
    assert code_day(datetime(2026, 11, 22, 16, 59, tzinfo=UTC)) == "261122"
    assert code_day(datetime(2026, 11, 22, 17, 0, tzinfo=UTC)) == "261123"


def test_a_number_is_four_digits_until_it_needs_more() -> None:
    assert dossier_code("H49.61.01", "261123", 7) == "H49.61.01-261123-0007"
    assert dossier_code("H49.61.01", "261123", 10_000) == "H49.61.01-261123-10000"


@given(st.text(min_size=1, max_size=30), st.integers(0, 99))
def test_every_key_is_well_formed(code: str, counter: int) -> None:
    assert is_well_formed(KEYS.key(code, counter))


def test_another_counter_or_secret_gives_another_key() -> None:
    older = LookupKeys(json.dumps({"current": "v1", "v1": "11" * 32}))
    keys = {
        KEYS.key("H49-261123-0001", 0),
        KEYS.key("H49-261123-0001", 1),
        older.key("H49-261123-0001", 0),
    }
    assert len(keys) == 3


@given(bodies, st.integers(0, 9), st.sampled_from(ALPHABET))
def test_one_wrong_character_never_passes(body: str, place: int, wrong: str) -> None:
    key = body + check_character(body)
    if key[place] != wrong:
        assert not is_well_formed(key[:place] + wrong + key[place + 1 :])


@given(bodies, st.integers(0, 7))
def test_neighbours_swapped_do_not_pass(body: str, place: int) -> None:
    """Of neighbours, Luhn's sum cannot tell only the alphabet's first and last character apart."""
    one, other = body[place], body[place + 1]
    if one != other and {one, other} != {ALPHABET[0], ALPHABET[-1]}:
        swapped = body[:place] + other + one + body[place + 2 :]
        assert not is_well_formed(swapped + check_character(body))


@pytest.mark.parametrize("key", ["", "0", "0" * 9, "0" * 11, "ILOU000000", "abcdefghjk"])
def test_a_text_of_another_form_is_not_well_formed(key: str) -> None:
    assert not is_well_formed(key)


@pytest.mark.parametrize(
    ("arrived", "day"),
    [
        (None, "261130"),
        (datetime(2026, 11, 27, tzinfo=VIETNAM), "261127"),
        (datetime(2026, 11, 23, tzinfo=VIETNAM), "261123"),
        (datetime(2026, 11, 22, tzinfo=VIETNAM), "261130"),
    ],
)
def test_the_day_of_a_letter_is_that_of_its_arrival_for_a_week(
    arrived: datetime | None, day: str
) -> None:
    assert receipt_day(arrived, datetime(2026, 11, 30, 3, tzinfo=UTC)) == day


@pytest.mark.parametrize(
    "code",
    [
        "H49.61-261123-0001",
        "000.00.61.H49-180101-0001",
        "H49.061.01-260301-120001",
        "H49.061-260301-1200001234",
    ],
)
def test_codes_of_every_form_are_read(code: str) -> None:
    assert re.match(CODE_PATTERN, code)


@pytest.mark.parametrize("code", ["H49.6-261123-0001", "H49.0061-261123-0001", "H49-261123-001"])
def test_a_text_of_another_form_is_no_dossier_code(code: str) -> None:
    assert not re.match(CODE_PATTERN, code)
