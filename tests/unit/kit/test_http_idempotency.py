"""Idempotent POST as a caller sees it."""

import pytest

from kit.core.errors import TooManyRequests, Unavailable
from kit.platform import fault_injection
from tests.unit.kit.things_service import Taken, ThingsService, call, citizen, make


def test_a_repeat_is_answered_as_the_first_and_makes_nothing() -> None:
    service = ThingsService()
    first, again = make(service), make(service)
    assert (again.status, again.text) == (first.status, first.text)
    assert again.headers == first.headers
    assert len(service.handlers.created) == 1


def test_the_key_with_another_body_is_refused() -> None:
    service = ThingsService()
    make(service)
    answer = make(service, body={"name": "y"})
    assert (answer.status, answer.code, answer.body["field"]) == (
        409,
        "idempotency_key_reused",
        "Idempotency-Key",
    )


def test_a_creation_needs_a_key() -> None:
    for key in ("", "short", "x" * 65, "khóa-khóa"):
        answer = make(ThingsService(), key=key)
        assert (answer.status, answer.code) == (422, "idempotency_key_required")


def test_somebody_elses_key_is_another_key() -> None:
    service = ThingsService()
    make(service)
    assert make(service, authorization=citizen("another")).status == 201
    assert len(set(service.handlers.created)) == 2


def test_a_refusal_lets_the_caller_try_the_key_with_a_better_body() -> None:
    service = ThingsService()
    service.handlers.failures = [Taken()]
    assert make(service).status == 409
    assert make(service, body={"name": "better"}).status == 201


def test_a_body_that_breaks_the_rules_does_not_use_up_the_key() -> None:
    service = ThingsService()
    assert make(service, body={}).status == 422
    assert make(service).status == 201


@pytest.mark.parametrize("error", [RuntimeError("x"), Unavailable()])
def test_after_a_failure_the_repeat_creates_under_the_same_id(error: Exception) -> None:
    service = ThingsService()
    service.handlers.failures = [error]
    assert make(service).status >= 500
    key = next(iter(service.table.items.values())).doc
    assert make(service).body["id"] in key


def test_a_refused_repeat_after_a_failure_still_creates_under_the_same_id() -> None:
    service = ThingsService()
    service.handlers.failures = [RuntimeError("x"), TooManyRequests()]
    assert make(service).status == 500
    key = next(iter(service.table.items.values())).doc
    assert make(service).status == 429
    assert make(service).body["id"] in key


def test_while_the_process_that_died_holds_the_key_the_repeat_has_to_wait() -> None:
    service = ThingsService()
    service.handlers.failures = [fault_injection.Killed("x")]
    with pytest.raises(fault_injection.Killed):
        make(service)
    answer = make(service)
    assert (answer.status, answer.code) == (409, "request_in_flight")
    assert answer.headers["Retry-After"] == "2"


def test_an_answer_that_cannot_be_kept_leaves_the_key_free_for_the_repeat() -> None:
    service = ThingsService()
    keep = service.vault.create

    def no_keys(_: str) -> None:
        service.vault.create = keep  # type: ignore[method-assign]
        raise ConnectionError

    service.vault.create = no_keys  # type: ignore[method-assign, assignment]
    assert make(service).status == 500
    assert make(service).status == 201
    assert len(set(service.handlers.created)) == 1


def test_a_path_written_in_two_ways_is_one_route_to_the_key() -> None:
    service = ThingsService()

    def ask(code: str) -> str:
        resource = "/v1/things/{code}/parts"
        headers = {"authorization": citizen(), "idempotency_key": "key-0001"}
        return call(
            service, "POST", resource, resource=resource, path_values={"code": code}, **headers
        ).text

    assert ask("H49-0001") == ask("H49%2D0001")
    assert ask("H49-0001") != ask("H49-0002")
