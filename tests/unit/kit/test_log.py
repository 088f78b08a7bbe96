"""Logs: one JSON line a call, ids only, and never the text of an error."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from kit.core.events import Envelope
from kit.messaging.batch import consume
from kit.messaging.inbox import Inbox
from kit.platform import log, tracing
from kit.testing.clock import NOW
from kit.testing.memory_table import memory_table
from tests.unit.kit.chain_service import batch
from tests.unit.kit.thing import NAME, envelope
from tests.unit.kit.things_service import ThingsService, call, make

Lines = Callable[[], list[dict[str, Any]]]


@pytest.fixture
def lines(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, request: Any
) -> Iterator[Lines]:
    """What a function with a logger of its own wrote, each line as its JSON; nothing may go
    elsewhere.
    """
    monkeypatch.setenv("SERVICE", f"service-of-{request.node.name}")
    log.logger.cache_clear()

    def read() -> list[dict[str, Any]]:
        out, err = capsys.readouterr()
        assert err == ""
        return [json.loads(line) for line in out.splitlines()]

    yield read
    log.logger.cache_clear()


def test_a_call_is_one_line(lines: Lines) -> None:
    tracing.follow("trace-1")
    log.info("payment paid", payment="p-1")
    (line,) = lines()
    assert (line["message"], line["payment"], line["trace"], line["level"]) == (
        "payment paid",
        "p-1",
        "trace-1",
        "INFO",
    )


def test_lines_of_one_function_do_not_multiply(lines: Lines) -> None:
    for _ in range(3):
        log.logger()
    log.info("once")
    log.warning("twice")
    assert [line["message"] for line in lines()] == ["once", "twice"]


def test_an_error_is_logged_by_its_kind_and_place_and_never_by_its_text(lines: Lines) -> None:
    class Form(BaseModel):
        amount: int

    for text in (NAME, "079123456789"):
        try:
            Form.model_validate({"amount": text})
        except ValueError as error:
            log.failure("message_failed", error, message_id="m1")
    described = lines()
    assert {line["error"] for line in described} == {"ValidationError"}
    assert all(line["places"][-1].endswith(tuple("0123456789")) for line in described)
    assert NAME not in json.dumps(described, ensure_ascii=False)
    assert "079123456789" not in json.dumps(described)


def test_a_chain_of_errors_is_logged_without_its_texts_too(lines: Lines) -> None:
    try:
        try:
            raise KeyError(NAME)
        except KeyError as error:
            raise RuntimeError(f"no {NAME}") from error
    except RuntimeError as error:
        log.failure("unexpected", error)
    (line,) = lines()
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_a_request_is_one_line_without_a_word_of_its_body(lines: Lines) -> None:
    make(ThingsService(), body={"name": NAME})
    (line,) = lines()
    assert (line["message"], line["operation"], line["status"]) == (
        "answered",
        "things_create",
        201,
    )
    assert NAME not in json.dumps(line, ensure_ascii=False)


def test_a_request_that_fails_says_where_and_not_what(lines: Lines) -> None:
    call(ThingsService(), "POST", "/v1/failures", body={"name": NAME}, x_amzn_trace_id=NAME)
    failed, response = lines()
    assert (failed["error"], response["status"]) == ("RuntimeError", 500)
    assert any(place.startswith("things_service.py:") for place in failed["places"])
    assert NAME not in json.dumps([failed, response], ensure_ascii=False)


def test_a_poison_message_says_where_and_not_what(lines: Lines) -> None:
    def choke(message: Envelope) -> None:
        raise ValueError(message.data["name"])

    inbox = Inbox({"poison": choke}, memory_table(), lambda: NOW)
    consume(batch(envelope("poison", data={"name": NAME}), f'{{"{NAME}'), None, inbox)
    described = [line for line in lines() if "message" in line]
    assert [line["message"] for line in described] == ["message_failed", "message_failed"]
    assert NAME not in json.dumps(described, ensure_ascii=False)


def test_a_message_that_cannot_be_read_was_logged_under_the_trace_of_the_one_before(
    lines: Lines,
) -> None:
    inbox = Inbox({"good": lambda _: None}, memory_table(), lambda: NOW)
    consume(batch(envelope("good", trace="of good"), "{not json"), None, inbox)

    described = [line for line in lines() if "message" in line]
    assert [(line["message"], line["trace"]) for line in described] == [
        ("message_handled", "of good"),
        ("message_failed", ""),
    ]


def test_a_metric_is_one_line_of_the_embedded_format(lines: Lines) -> None:
    log.metric("PaymentPaid")
    log.metric("OldestParkedSeconds", 12.5, "Seconds")
    first, second = lines()
    assert first["PaymentPaid"] == 1
    described = second["_aws"]["CloudWatchMetrics"][0]
    assert described["Metrics"] == [{"Name": "OldestParkedSeconds", "Unit": "Seconds"}]
    assert described["Dimensions"] == [["service"]]
    assert second["service"].startswith("service-of-")


def test_what_aws_refused_is_logged_by_its_code(lines: Lines) -> None:
    from botocore.exceptions import ClientError

    answer: Any = {"Error": {"Code": "AccessDeniedException", "Message": f"{NAME} may not"}}
    log.failure("message_failed", ClientError(answer, "PutItem"))

    (line,) = lines()
    assert (line["error"], line["code"]) == ("ClientError", "AccessDeniedException")
    assert NAME not in json.dumps(line, ensure_ascii=False)
