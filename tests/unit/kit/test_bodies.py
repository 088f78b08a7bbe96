"""Bodies and queries: what is taken, and how the rest is refused."""

from typing import Any

import pytest

from kit.testing.http_client import ClientResponse
from tests.unit.kit.things_service import ThingsService, call, change, citizen


def test_a_body_over_256_kb_is_too_large() -> None:
    answer = change(ThingsService(), {"name": "x" * 256 * 1024})
    assert (answer.status, answer.code) == (413, "too_large")


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/jsonp", "application/x-www-form-urlencoded"]
)
def test_a_body_that_says_it_is_no_json_is_not_taken(kind: str) -> None:
    assert change(ThingsService(), '{"name": "x"}', content_type=kind).status == 415


@pytest.mark.parametrize(
    "kind", ["application/json", "Application/JSON; charset=utf-8", "application/json;x=y"]
)
def test_a_body_may_say_in_several_ways_that_it_is_json(kind: str) -> None:
    assert change(ThingsService(), {"name": "x"}, content_type=kind).status == 200


MALFORMED = ["{", "nul", '{"name": "\\ud800"}', "[" * 1000, '{"name": "x", "answers": {"a": NaN}}']


@pytest.mark.parametrize("body", [*MALFORMED, '{"name": "x", "answers": {"a": -Infinity}}'])
def test_json_that_cannot_be_read_is_malformed(body: str) -> None:
    answer = change(ThingsService(), body)
    assert (answer.status, answer.code) == (400, "malformed_request")


def test_a_number_beyond_all_measure_is_malformed() -> None:
    assert change(ThingsService(), '{"name": "x", "answers": {"a": 1e999}}').status == 400


@pytest.mark.parametrize(
    ("body", "field", "rule"),
    [
        ({}, "name", "required"),
        ({"name": 5}, "name", "string"),
        ({"name": "x", "amount": "5"}, "amount", "integer"),
        ({"name": "x", "colour": "red"}, "colour", "unknown_field"),
        ([], None, "object"),
        ('"text"', None, "object"),
    ],
)
def test_a_problem_names_the_field_that_breaks_a_rule(
    body: Any, field: str | None, rule: str
) -> None:
    answer = change(ThingsService(), body)
    assert (answer.status, answer.code) == (422, "invalid")
    assert answer.body.get("field") == field
    assert answer.body["errors"][0]["rule"] == rule


def test_a_query_is_typed_and_closed() -> None:
    def search(query: str) -> ClientResponse:
        return call(ThingsService(), "GET", f"/v1/things{query}", authorization=citizen())

    assert search("").body == {"limit": 20}
    assert search("?limit=7").body == {"limit": 7}
    assert search("?limit=7").headers["X-Made"] == "by hand"
    assert search("?limit=1000").body["field"] == "limit"
    assert search("?colour=red").status == 422
