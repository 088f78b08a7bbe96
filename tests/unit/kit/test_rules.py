"""The rules of problem documents have names of our own."""

from typing import get_args

import pytest
from pydantic_core.core_schema import ErrorType

from kit.http.rules import RULES, rule_of


@pytest.mark.parametrize("error_type", get_args(ErrorType))
def test_every_error_of_pydantic_has_a_rule_that_is_explained(error_type: str) -> None:
    assert rule_of(error_type) in RULES


@pytest.mark.parametrize(
    ("error_type", "rule"),
    [
        ("missing", "required"),
        ("extra_forbidden", "unknown_field"),
        ("int_parsing", "integer"),
        ("datetime_from_date_parsing", "date_time"),
        ("date_from_datetime_parsing", "date"),
        ("something_new", "invalid"),
    ],
)
def test_a_rule_says_what_is_wanted(error_type: str, rule: str) -> None:
    assert rule_of(error_type) == rule
