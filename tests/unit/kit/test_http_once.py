"""Idempotent POST as a caller sees it."""

import pytest

from kit.core.errors import TooMany, Unavailable
from kit.platform import fault_injection
from tests.unit.kit.doors import Doors, Taken, call, citizen, make


def test_a_repeat_is_answered_as_the_first_and_makes_nothing() -> None:
    doors = Doors()
    first, again = make(doors), make(doors)
    assert (again.status, again.text) == (first.status, first.text)
    assert again.headers == first.headers
    assert len(doors.made) == 1


def test_the_key_with_another_body_is_refused() -> None:
    doors = Doors()
    make(doors)
    answer = make(doors, body={"name": "y"})
    assert (answer.status, answer.code, answer.body["field"]) == (
        409,
        "idempotency_key_reused",
        "Idempotency-Key",
    )


def test_a_creation_needs_a_key() -> None:
    for key in ("", "short", "x" * 65, "khóa-khóa"):
        answer = make(Doors(), key=key)
        assert (answer.status, answer.code) == (422, "idempotency_key_required")


def test_somebody_elses_key_is_another_key() -> None:
    doors = Doors()
    make(doors)
    assert make(doors, authorization=citizen("another")).status == 201
    assert len(set(doors.made)) == 2


def test_a_refusal_lets_the_caller_try_the_key_with_a_better_body() -> None:
    doors = Doors()
    doors.fails = [Taken()]
    assert make(doors).status == 409
    assert make(doors, body={"name": "better"}).status == 201


def test_a_body_that_breaks_the_rules_does_not_use_up_the_key() -> None:
    doors = Doors()
    assert make(doors, body={}).status == 422
    assert make(doors).status == 201


@pytest.mark.parametrize("error", [RuntimeError("x"), Unavailable()])
def test_after_a_failure_the_repeat_creates_under_the_same_id(error: Exception) -> None:
    doors = Doors()
    doors.fails = [error]
    assert make(doors).status >= 500
    key = next(iter(doors.table.items.values())).doc
    assert make(doors).body["id"] in key


def test_a_refused_repeat_after_a_failure_still_creates_under_the_same_id() -> None:
    doors = Doors()
    doors.fails = [RuntimeError("x"), TooMany()]
    assert make(doors).status == 500
    key = next(iter(doors.table.items.values())).doc
    assert make(doors).status == 429
    assert make(doors).body["id"] in key


def test_while_the_process_that_died_holds_the_key_the_repeat_is_told_to_wait() -> None:
    doors = Doors()
    doors.fails = [fault_injection.Killed("x")]
    with pytest.raises(fault_injection.Killed):
        make(doors)
    answer = make(doors)
    assert (answer.status, answer.code) == (409, "request_in_flight")
    assert answer.headers["Retry-After"] == "2"


def test_an_answer_that_cannot_be_kept_leaves_the_key_free_for_the_repeat() -> None:
    doors = Doors()
    keep = doors.edge.once._vault.create

    def no_keys(_: str) -> None:
        doors.edge.once._vault.create = keep  # type: ignore[method-assign]
        raise ConnectionError

    doors.edge.once._vault.create = no_keys  # type: ignore[method-assign, assignment]
    assert make(doors).status == 500
    assert make(doors).status == 201
    assert len(set(doors.made)) == 1


def test_a_path_written_in_two_ways_is_one_route_to_the_key() -> None:
    doors = Doors()

    def ask(code: str) -> str:
        resource = "/v1/things/{code}/parts"
        headers = {"authorization": citizen(), "idempotency_key": "key-0001"}
        return call(
            doors, "POST", resource, resource=resource, given={"code": code}, **headers
        ).text

    assert ask("H49-0001") == ask("H49%2D0001")
    assert ask("H49-0001") != ask("H49-0002")
