"""The errors of all services: named after their codes, and on the page that callers read."""

import pytest

from docs import errors
from intake.domain.answer_faults import SENTENCES as FAULTS
from intake.domain.profile_fields import MESSAGES as FIELDS
from kit.core.errors import ServiceError


def camel_case(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


@pytest.mark.parametrize("error", errors.error_classes(), ids=lambda error: error.__name__)
def test_an_error_is_called_by_its_code(error: type[ServiceError]) -> None:
    if error is not ServiceError:
        assert error.__name__ == camel_case(error.code)


@pytest.mark.parametrize("error", errors.error_classes(), ids=lambda error: error.__name__)
def test_an_error_speaks_both_languages(error: type[ServiceError]) -> None:
    assert error.vi
    assert error.en


SENDABLE = {
    *("invalid", "malformed_identifier", "malformed_request", "answers_malformed"),
    *("paper_missing", "too_many_papers"),
}


@pytest.mark.parametrize("code", sorted(SENDABLE))
def test_a_value_that_cannot_be_taken_is_refused_in_words_that_say_what_to_do(code: str) -> None:
    [error] = {error for error in errors.error_classes() if error.code == code}

    assert "Vui lòng " in error.vi
    assert "Please " in error.en


def test_the_page_says_what_the_code_says() -> None:
    assert errors.PAGE.read_text(encoding="utf-8") == errors.page(), "make openapi"


def test_every_code_of_the_documents_is_on_the_page_or_belongs_to_a_field() -> None:
    of_fields = {*FAULTS, *FIELDS}
    listed = {error.code for error in errors.error_classes()}

    assert set(errors.services_by_code()) - listed <= of_fields
