"""The profile of a person: forms that are taken, and refusals with stable codes."""

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from intake.domain.person import Person
from intake.domain.profile import Profile
from intake.domain.profile_fields import MESSAGES, phone
from kit.http.problem_details import BrokenSchema, broken
from tests.unit.intake.world import AN, World


def refusal(**changed: object) -> BrokenSchema:
    with pytest.raises(ValidationError) as refused:
        Profile.model_validate_json(json.dumps(AN.model_dump(mode="json") | changed))
    problem = broken(refused.value)
    assert isinstance(problem, BrokenSchema)
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
        ("email", "<an@example.vn"),
        ("email", "an,binh@example.vn"),
        ("email", "an\x00@example.vn"),
        ("email", "an\x7f@example.vn"),
        ("email", '"an"@example.vn'),
        ("email", "an;@example.vn"),
        ("email", "a(n)@example.vn"),
        ("email", ".an@example.vn"),
        ("email", "an.@example.vn"),
        ("email", "a..n@example.vn"),
        ("email", "an@-example.vn"),
        ("email", "an@example-.vn"),
        ("email", "an@example..vn"),
        ("email", "a" * 65 + "@example.vn"),
    ],
)
def test_a_malformed_value_is_named_by_code_and_field(field: str, value: str) -> None:
    problem = refusal(**{field: value})
    assert (problem.code, problem.field) == (f"{field}_malformed", field)
    assert value not in problem.message("vi") + problem.message("en")


def test_every_refusal_speaks_both_languages() -> None:
    assert all(vi and en and vi != en for vi, en in MESSAGES.values())


@pytest.mark.parametrize(
    "written",
    [
        "0912345678",
        "+84912345678",
        "84912345678",
        "+84 91 234 56 78",
        "(091) 234-5678",
        "091.234.5678",
    ],
)
def test_a_vietnamese_number_becomes_e164(written: str) -> None:
    assert phone(written) == "+84912345678"


def test_a_number_from_abroad_needs_its_plus() -> None:
    assert phone("+49 1512 3456789") == "+4915123456789"


@given(
    st.from_regex(
        r"0(3[2-9][0-9]|7[06-9][0-9]|8[1-68][0-9]|9[0-8][0-9]|99[013-9])[0-9]{6}", fullmatch=True
    ).filter(str.isascii)
)
def test_every_mobile_number_is_taken(number: str) -> None:
    assert phone(number) == "+84" + number[1:]


@pytest.mark.parametrize(
    "character",
    [
        "\x00",
        "\x07",
        "\x7f",
        "\ue000",
        "\ufdd0",
        "\U0010fffe",
    ],
)
def test_a_name_with_a_character_that_cannot_be_written_is_refused(
    character: str,
) -> None:
    problem = refusal(full_name=f"Nguyễn{character}An")
    assert (problem.status, problem.code, problem.field) == (422, "invalid", "full_name")


PASTED = {
    "full_name": (
        "Nguyễn Thị An",
        [
            " Nguyễn Thị An ",
            "Nguyễn\u00a0Thị\u200b An",
            "\ufeffNguyễn  Thị\tAn\r\n",
            "\u202aNguyễn Thị An\u202c",
            unicodedata.normalize("NFD", "Nguyễn Thị An"),
            "Nguyễn Thị\nAn",
        ],
    ),
    "address": (
        "Số 12 Lê Lợi, Hạ Long",
        [
            "Số 12 Lê Lợi\nHạ Long",
            "Số 12 Lê Lợi\r\n\r\nHạ Long ",
            unicodedata.normalize("NFD", "Số 12 Lê Lợi, Hạ Long"),
        ],
    ),
    "identity_number": (
        "022190000123",
        [
            "022 190 000 123",
            "022190000123\u200b",
            "022-190-000-123",
            "022.190.000.123",
            " 022190000123",
        ],
    ),
    "phone": (
        "+84912345678",
        [
            "0912 345 678 ",
            "0912\u2011345\u2011678",
            "\u202a+84 912 345 678\u202c",
            "0912\u00a0345\u00a0678",
            "0912\u200b345678",
            "０９１２３４５６７８",
        ],
    ),
    "email": ("an@example.vn", [" an@example.vn", "an@example.vn\n", "an@\u200bexample.vn"]),
}


@pytest.mark.parametrize(
    ("field", "pasted"), [(field, text) for field, (_, texts) in PASTED.items() for text in texts]
)
def test_what_people_paste_is_read(field: str, pasted: str) -> None:
    profile = Profile.model_validate(AN.model_dump() | {field: pasted})
    assert getattr(profile, field) == PASTED[field][0]


@pytest.mark.parametrize("number", ["000000000000", "0000 0000 0000"])
def test_nothing_but_zeros_is_no_identity_number(number: str) -> None:
    assert refusal(identity_number=number).code == "identity_number_malformed"


def test_half_a_character_in_a_name_is_refused() -> None:
    with pytest.raises(ValidationError):
        Profile.model_validate(AN.model_dump() | {"full_name": "Nguyễn \ud800"})


@pytest.mark.parametrize(
    "written",
    [
        "an@example.vn",
        "nguyen.thi+an@mail-1.example.com.vn",
        "o'neill_{x}=y@x.vn",
        "a" * 64 + "@example.vn",
    ],
)
def test_an_address_that_a_mailer_takes_bare_is_taken(written: str) -> None:
    assert Profile.model_validate(AN.model_dump() | {"email": written}).email == written


@pytest.mark.parametrize("field", ["full_name", "address"])
@pytest.mark.parametrize(
    "text",
    [
        "阮氏安",
        "안 응우옌",
        "नुगयेन",
        "An 😀",
        "An\ufe0f",
        "12 Lê Lợi，Hạ Long",
        "Khu Ⅱ",
        "Ａn",
        "\ufffd",
    ],
)
def test_a_text_that_documents_cannot_print_is_refused_before_anybody_pays(
    field: str, text: str
) -> None:
    problem = refusal(**{field: text})
    assert (problem.status, problem.code, problem.field) == (422, "not_printable", field)
    assert "La-tinh" in problem.message("vi")
    assert "Latin" in problem.message("en")


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Ưỡng",
        "Nguyễn Ệ",
        "Þórður O’Neill-Łuczak",
        "Ê Ban Y-Ñuôl",
        "Đặng ẞ Ǆ",
        "Ελένη",
        "Ольга",
        "חנה",
    ],
)
def test_names_are_taken_as_written_in_the_scripts_that_documents_prints(name: str) -> None:
    assert Profile.model_validate(AN.model_dump() | {"full_name": name}).full_name == name


def test_a_profile_of_older_rules_is_still_read_and_can_be_updated() -> None:
    world = World()
    old = Profile.model_construct(
        **(AN.model_dump() | {"full_name": "阮氏安", "email": "<an@example.vn"})
    )
    world.update_profile(old)

    person = world.intake.person("an")
    assert person is not None
    assert person.profile.full_name == "阮氏安"
    assert world.update_profile(AN).profile == AN


def test_an_unknown_field_is_refused() -> None:
    assert refusal(religion="none").field == "religion"


def test_a_person_is_sealed_under_their_own_key() -> None:
    world = World()
    world.update_profile(AN)
    stored = world.transport.items["PERSON#an", "STATE"].doc
    assert "Nguyễn" not in stored
    assert str(AN.identity_number) not in stored
    assert "sealed:" in stored
    person = world.intake.person("an")
    assert person is not None
    assert person.profile == AN
    assert person.vault == "person-an"


def test_the_same_profile_again_writes_nothing() -> None:
    world = World()
    world.update_profile(AN)
    assert world.update_profile(AN).version == 1
    world.update_profile(AN.evolve(address="Bãi Cháy"))
    person = world.intake.person("an")
    assert person is not None
    assert person.version == 2
    assert person.profile.address == "Bãi Cháy"


@pytest.mark.parametrize("character", ["\x00", "\x7f", "\ue000"])
def test_an_address_can_be_written_too(character: str) -> None:
    assert (
        refusal(address=f"12 Lê Lợi{character}Hạ Long").code,
        refusal(address=f"a{character}b").field,
    ) == (
        "invalid",
        "address",
    )


@pytest.mark.parametrize(
    ("change", "verified"),
    [({"address": "Số 9"}, True), ({"phone": "0987654321"}, False), ({"full_name": "An"}, True)],
)
def test_another_phone_is_not_verified_even_if_the_one_before_was(
    change: dict[str, str], verified: bool
) -> None:
    person = Person(id="an", profile=AN, phone_verified=True)
    changed = person.with_profile(AN.evolve(**change))
    assert changed.contact.phone_verified is verified
    assert not Person(id="an", profile=AN).contact.phone_verified
