"""The errors of all services: named after their codes, and on the page that callers read."""

import pytest

from docs import errors
from infra.apps import app_module
from infra.places import SERVICES
from kit.core.errors import ServiceError

NAMED = ("kit", *(s for s in SERVICES if hasattr(app_module(s), "service")))
"""Packages whose errors are named by the rule already."""


def camel_case(code: str) -> str:
    return "".join(word.capitalize() for word in code.split("_"))


@pytest.mark.parametrize("error", errors.error_classes(), ids=lambda error: error.__name__)
def test_an_error_is_called_by_its_code(error: type[ServiceError]) -> None:
    package = error.__module__.partition(".")[0]
    if error is not ServiceError and package in NAMED:
        assert error.__name__ == camel_case(error.code)


@pytest.mark.parametrize("error", errors.error_classes(), ids=lambda error: error.__name__)
def test_an_error_speaks_both_languages(error: type[ServiceError]) -> None:
    assert error.vi
    assert error.en


def test_the_page_says_what_the_code_says() -> None:
    assert errors.PAGE.read_text(encoding="utf-8") == errors.page(), "make openapi"
