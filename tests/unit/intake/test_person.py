"""Who somebody is: forms that are taken, and refusals with stable codes."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from intake import actions
from intake.person import BROKEN, Profile, phone
from kit.problems import BrokenRules, broken
from tests.fakes import NOW
from tests.unit.intake.builders import AN, Intake


def refusal(**changed: object) -> BrokenRules:
    with pytest.raises(ValidationError) as refused:
        Profile.model_validate_json(json.dumps(AN.model_dump(mode="json") | changed))
    problem = broken(refused.value)
    assert isinstance(problem, BrokenRules)
    return problem


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("identity_number", "02219000123"),
        ("identity_number", "02219000123a"),
        ("identity_number", "٠٢٢١٩٠٠٠١٢٣٤"),
        ("phone", "12345"),
        ("phone", "0112345678"),
        ("phone", "+8491234567"),
        ("phone", "0912345678x"),
        ("email", "an"),
        ("email", "an@local"),
        ("email", "an @example.vn"),
    ],
)
def test_a_malformed_value_is_named_by_code_and_field(field: str, value: str) -> None:
    problem = refusal(**{field: value})
    assert (problem.code, problem.field) == (f"{field}_malformed", field)
    assert value not in problem.message("vi") + problem.message("en")


def test_every_refusal_speaks_both_languages() -> None:
    assert all(vi and en and vi != en for vi, en in BROKEN.values())


@pytest.mark.parametrize(
    "written", ["0912345678", "+84912345678", "84912345678", "+84 91 234 56 78", "(091) 234-5678", "091.234.5678"]
)
def test_a_vietnamese_number_becomes_e164(written: str) -> None:
    assert phone(written) == "+84912345678"


def test_a_number_from_abroad_needs_its_plus() -> None:
    assert phone("+49 1512 3456789") == "+4915123456789"


@given(st.from_regex(r"0(3[2-9]|7[06-9]|8[1-68]|9[0-9])[0-9]{7}", fullmatch=True).filter(str.isascii))
def test_every_mobile_number_is_taken(number: str) -> None:
    assert phone(number) == "+84" + number[1:]


@pytest.mark.parametrize(
    "character", ["\x00", "\x07", "\n", "\x7f", "\x85", "\u200b", "\u202e", "\u2028", "\ue000", "\ufdd0", "\U0010fffe"]
)
def test_a_name_with_a_character_that_cannot_be_written_is_refused_at_the_door(character: str) -> None:
    problem = refusal(full_name=f"Nguyễn{character}An")
    assert (problem.status, problem.code, problem.field) == (422, "invalid", "full_name")


def test_half_a_character_in_a_name_is_refused() -> None:
    with pytest.raises(ValidationError):
        Profile.model_validate(AN.model_dump() | {"full_name": "Nguyễn \ud800"})


@pytest.mark.parametrize(
    "name", ["阮氏安", "𠮷田 花子", "안 응우옌", "Þórður O’Neill-Łuczak", "नुग\u200dयेन", "Ê Ban Y-Ñuôl"]
)
def test_names_of_every_script_are_taken(name: str) -> None:
    assert Profile.model_validate(AN.model_dump() | {"full_name": name}).full_name == name


def test_an_unknown_field_is_refused() -> None:
    assert refusal(religion="none").field == "religion"


def test_a_person_lies_sealed_under_their_own_key() -> None:
    intake = Intake()
    actions.put_person(intake.store, "an", AN, at=NOW)
    stored = intake.transport.items["PERSON#an", "STATE"].doc
    assert "Nguyễn" not in stored
    assert AN.identity_number not in stored
    assert "sealed:" in stored
    found = intake.store.person("an")
    assert found is not None
    assert found.profile == AN
    assert found.vault == "person-an"


def test_saying_the_same_again_writes_nothing() -> None:
    intake = Intake()
    actions.put_person(intake.store, "an", AN, at=NOW)
    assert actions.put_person(intake.store, "an", AN, at=NOW).version == 1
    actions.put_person(intake.store, "an", AN.model_copy(update={"address": "Bãi Cháy"}), at=NOW)
    found = intake.store.person("an")
    assert found is not None
    assert found.version == 2
    assert found.profile.address == "Bãi Cháy"


@pytest.mark.parametrize("character", ["\x00", "\u2028", "\u2029", "\u202e", "\ue000"])
def test_an_address_can_be_written_too(character: str) -> None:
    assert (refusal(address=f"12 Lê Lợi{character}Hạ Long").code, refusal(address=f"a{character}b").field) == (
        "invalid",
        "address",
    )
