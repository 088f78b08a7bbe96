"""Problem documents: stable codes, the caller's language, and not a word of what was sent."""

import json
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import Field, ValidationError

from kit.core.errors import Conflicting, Invalid, NotFound, ServiceError, TooManyRequests
from kit.core.model import Body
from kit.http.accept_language import language
from kit.http.problem_details import broken, document
from kit.platform import tracing
from tests.unit.kit.thing import NAME


class Form(Body):
    phone: Annotated[str, Field(pattern=r"^\+84\d{9}$")]
    amount: Annotated[int, Field(ge=15_000)] = 15_000
    answers: dict[str, int] = Field(default_factory=dict)


class TooSmall(Conflicting):
    """The amount is under the least a card carries."""

    code = "amount_too_small_for_card"
    vi = "Thẻ nhận từ {least} đồng."
    en = "Cards carry {least} dong or more."


def refusal(body: object) -> ServiceError:
    with pytest.raises(ValidationError) as problem:
        Form.model_validate_json(json.dumps(body))
    return broken(problem.value)


@pytest.mark.parametrize(
    ("accept", "spoken"),
    [
        ("", "vi"),
        ("en", "en"),
        ("en-GB,en;q=0.9", "en"),
        ("vi-VN,vi;q=0.9,en;q=0.8", "vi"),
        ("en;q=0.5, vi;q=0.9", "vi"),
        ("en; q=0.5, vi; q=0.9", "vi"),
        ("EN-us", "en"),
        ("fr, de;q=0.9", "vi"),
        ("fr, en;q=0.1", "en"),
        ("en;q=0", "vi"),
        ("en;q=nonsense", "vi"),
        ("en;q=nan", "vi"),
        ("enm", "vi"),
        ("*", "vi"),
        (";;,,q=", "vi"),
    ],
)
def test_the_caller_is_answered_in_the_language_preferred(accept: str, spoken: str) -> None:
    assert language(accept) == spoken


@given(st.text())
def test_any_header_gives_one_of_the_two_languages(accept: str) -> None:
    assert language(accept) in ("vi", "en")


def test_a_problem_says_what_it_is_in_both_languages() -> None:
    tracing.follow("trace-9")
    error = TooSmall(field="method", least="15.000")
    spoken = json.loads(document(error, "vi"))
    assert spoken == {
        "type": "urn:motcua:problem:amount_too_small_for_card",
        "title": "Conflict",
        "status": 409,
        "detail": "Thẻ nhận từ 15.000 đồng.",
        "code": "amount_too_small_for_card",
        "trace": "trace-9",
        "field": "method",
    }
    assert json.loads(document(error, "en"))["detail"] == "Cards carry 15.000 dong or more."


def kinds(of: type[ServiceError]) -> list[type[ServiceError]]:
    return [of, *(problem for below in of.__subclasses__() for problem in kinds(below))]


@pytest.mark.parametrize(
    "kind", [k for k in kinds(ServiceError) if k.__module__.startswith("kit.")]
)
def test_every_refusal_of_the_kit_has_a_code_a_title_and_two_sentences(
    kind: type[ServiceError],
) -> None:
    assert kind.code.replace("_", "").isalpha()
    assert kind.code == kind.code.lower()
    assert kind.vi
    assert kind.en
    assert 400 <= kind.status <= 503


def test_a_refusal_may_say_when_to_come_back() -> None:
    assert TooManyRequests(retry_after=30).retry_after == 30
    assert NotFound().retry_after is None


PERSONAL = st.text(min_size=3).filter(lambda text: not text.isascii() or not text.isidentifier())


@given(PERSONAL.map(lambda t: t + NAME))
def test_no_value_and_no_made_up_name_comes_back(secret: str) -> None:
    for body in (
        {"phone": secret},
        {"phone": "+84912345678", secret: 1},
        {"phone": "+84912345678", "answers": {secret: "x"}},
        {"phone": [secret]},
        {"phone": {secret: secret}},
    ):
        text = document(refusal(body), "vi") + document(refusal(body), "en")
        assert NAME not in text


def test_the_first_broken_rule_is_named_and_all_are_listed() -> None:
    error = refusal({"phone": "0912", "amount": 5})
    text = json.loads(document(error, "vi"))
    assert (text["code"], text["field"]) == ("invalid", "phone")
    assert text["errors"] == [
        {"field": "phone", "rule": "pattern"},
        {"field": "amount", "rule": "minimum"},
    ]


def test_a_flood_of_broken_rules_is_cut_short() -> None:
    text = json.loads(
        document(refusal({"phone": "x", "answers": {f"a{n}": "x" for n in range(5000)}}), "vi")
    )
    assert len(text["errors"]) == 20


def test_a_rule_with_sentences_of_its_own_uses_them() -> None:
    from pydantic import AfterValidator
    from pydantic_core import PydanticCustomError

    def refuse(value: str) -> str:
        words: dict[str, Any] = {"vi": "Số điện thoại không đúng.", "en": "Not a phone number."}
        raise PydanticCustomError("bad_phone", "bad phone", words)

    class Contact(Body):
        phone: Annotated[str, AfterValidator(refuse)]

    with pytest.raises(ValidationError) as problem:
        Contact.model_validate_json('{"phone": "x"}')
    error = broken(problem.value)
    assert (error.status, error.code, error.field) == (422, "bad_phone", "phone")
    assert error.message("en") == "Not a phone number."
    assert Invalid.code == "invalid"
