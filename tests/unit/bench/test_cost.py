"""The use of AWS by one dossier, and its cost."""

import json
from dataclasses import fields, replace
from decimal import Decimal
from typing import Any

import pytest

from bench import batches, machine, prices, report, usage
from bench import messages as sent_messages
from bench.cost import bill, figures
from bench.measured_process import Responses
from bench.recorded_responses import RecordedResponses, responses_for
from bench.recording import Call, Invocation


def called(operation: str, request: bytes = b"{}", response: bytes = b"{}", sent: int = 2) -> Call:
    return Call(operation, 1.0, "http://x/", request, sent, 200, {}, response)


def invocation(
    function: str, event: dict[str, Any], *calls: Call, began: float = 1.0
) -> Invocation:
    result = {"statusCode": 200, "body": "{}"}
    return Invocation(f"motcua-local-{function}", 512, began, 9.0, 10.0, 100, event, result, calls)


def request_to(path: str, began: float, service: str = "casework") -> Invocation:
    return invocation(
        f"{service}-api", {"httpMethod": "GET", "path": path, "headers": {}}, began=began
    )


def messages(function: str, count: int, *calls: Call, source: str = "aws:sqs") -> Invocation:
    """An invocation by a batch of so many messages."""
    record = {"eventSource": source, "body": "{}"}
    return invocation(function, {"Records": [record] * count}, *calls)


def usage_during(*invocations: Invocation, **terms: Any) -> usage.Usage:
    return usage.usage_of(invocations, 0.0, 100.0, usage.Terms(**terms))


def test_a_client_that_asks_until_it_holds_is_counted_once() -> None:
    counted = usage_during(
        *(request_to("/v1/cases/1", n) for n in (1.0, 2.0, 3.0)), request_to("/v1/cases/2", 4.0)
    )
    assert (counted.http_requests, counted.polls_left_out) == (2, 2)


def test_the_same_question_after_another_one_is_a_new_one() -> None:
    counted = usage_during(
        request_to("/v1/cases/1", 1.0),
        request_to("/v1/cases/2", 2.0),
        request_to("/v1/cases/1", 3.0),
    )
    assert (counted.http_requests, counted.polls_left_out) == (3, 0)


def test_what_happened_outside_the_window_is_not_counted() -> None:
    counted = usage.usage_of(
        [request_to("/a", 1.0), request_to("/b", 5.0), request_to("/c", 9.0)], 4.0, 6.0
    )
    assert counted.http_requests == 1


def sent(entries: int, sent_bytes: int = 2) -> Call:
    request = json.dumps({"Entries": [{}] * entries}).encode()
    return called("sqs.SendMessageBatch", request, sent=sent_bytes)


def test_batches_are_counted_as_configured_whatever_their_size_was() -> None:
    relayed = messages("casework-relay", 1, sent(3), source="aws:dynamodb")
    counted = usage_during(relayed, messages("status-inbox", 2), messages("status-inbox", 3))
    assert counted.sqs == pytest.approx({"send": 0.3, "receive": 0.5, "delete": 0.5})
    assert counted.billed_invocations == pytest.approx(1 / 25 + 5 / 10)
    assert counted.invocations.total() == 3


def test_payments_handles_each_message_alone_as_its_description_says() -> None:
    assert usage_during(messages("payments-inbox", 1)).billed_invocations == 1


def test_messages_that_come_alone_take_a_batch_each() -> None:
    relayed = messages("casework-relay", 2, sent(3), source="aws:dynamodb")
    counted = usage_during(relayed, messages("status-inbox", 4), size=batches.alone)
    assert counted.sqs == {"send": 3, "receive": 4, "delete": 4}
    assert counted.billed_invocations == 2 + 4


def test_a_send_takes_a_request_for_each_64_kb() -> None:
    relayed = messages("casework-relay", 1, sent(3, 200_000), source="aws:dynamodb")
    assert usage_during(relayed).sqs["send"] == 3


def test_duration_is_the_processors_share_and_the_waits() -> None:
    counted = usage_during(messages("status-inbox", 1, called("kms.Decrypt")))
    expected_ms = int(10.0 * usage.VCPU_MB / 512 + usage.WAIT_MS) + 1
    assert counted.billed_gb_s == expected_ms / 1000 * 0.5


def test_a_slow_machine_makes_nothing_dearer() -> None:
    slow = replace(messages("status-inbox", 1, called("kms.Decrypt")), cpu_ms=30.0)
    quick = messages("status-inbox", 1, called("kms.Decrypt"))
    scale = machine.scale([machine.REFERENCE_US * 3.5, machine.REFERENCE_US * 3, 1.0])
    assert scale == pytest.approx(1 / 3)
    assert usage_during(slow, scale=scale).billed_gb_s == usage_during(quick).billed_gb_s


def test_the_pace_of_the_machine_is_sampled_while_something_is_recorded() -> None:
    readings = iter([500.0, 700.0])
    with machine.Pace(lambda: next(readings, 600.0)) as pace:
        pass
    assert pace.samples == [500.0], "one at least"


def test_the_folder_reads_the_record_of_each_archived_event() -> None:
    counted = usage_during(messages("status-inbox", 3, called("s3.PutObject")))
    assert (counted.archived_events, counted.reads) == (3, {"status folder": 1.5})
    assert bill(counted, prices.latest())["s3_archive"] > 0


@pytest.mark.parametrize(
    ("function", "event", "kind"),
    [
        ("payments-webhook", {"httpMethod": "POST", "path": "/v1/webhooks/stripe"}, "http"),
        ("status-inbox", {"Records": [{"eventSource": "aws:sqs"}]}, "inbox"),
        ("notifications-reports", {"Records": [{"eventSource": "aws:sqs"}]}, "inbox"),
        ("status-relay", {"Records": [{"eventSource": "aws:dynamodb"}]}, "relay"),
        ("payments-poller", {"source": "aws.events"}, "schedule"),
    ],
)
def test_what_invokes_a_function_follows_from_its_event(
    function: str, event: dict[str, Any], kind: str
) -> None:
    assert invocation(function, event).kind == kind


def test_a_webhook_is_a_request_and_takes_no_message() -> None:
    event = {"httpMethod": "POST", "path": "/v1/webhooks/stripe", "headers": {}}
    counted = usage_during(invocation("payments-webhook", event))
    assert (counted.http_requests, dict(counted.sqs)) == (1, {})


def test_messages_are_priced_by_the_segments_that_were_sent() -> None:
    def notice(id: str, channel: str, segments: int) -> dict[str, Any]:
        data = {"channel": channel, "segments": segments}
        body = json.dumps({"id": id, "type": "notice.sent", "data": data})
        return {"eventSource": "aws:sqs", "body": body}

    records = [notice("1", "sms", 1), notice("2", "sms", 2), notice("1", "sms", 1)]
    batch = invocation("status-inbox", {"Records": [*records, notice("3", "mail", 0)]})
    sent = sent_messages.figures([batch])
    assert (sent["sms"], sent["segments"], sent["mails"]) == (2, 3, 1)
    assert sent["dong"] == {"aws": 3 * 1850 + 3, "aggregator": 3 * 820 + 3}


def test_events_are_archived_ten_to_an_object_and_messages_are_not_in_the_sum() -> None:
    counted = replace(usage.Usage(), archived_events=21)
    counted.operations.update({"sns.Publish": 5, "ses.SendEmail": 6})
    lines = bill(counted, prices.latest())
    usd = prices.latest().usd
    assert lines["s3_archive"] == (usd["s3.put"] + usd["s3.get"]) * 3, "written, and folded"
    assert sum(lines.values(), Decimal()) == lines["s3_archive"]


def test_the_figures_add_up() -> None:
    counted = usage_during(
        request_to("/v1/cases/1", 1.0),
        messages("status-inbox", 1, called("kms.Decrypt")),
    )
    event_types = figures(counted, prices.latest())
    assert abs(sum(event_types["usd_by_line"].values()) - event_types["usd"]) < 1e-7


def test_a_missed_limit_is_named() -> None:
    http = {"kind": "http", "first_ratio": 1.6, "warm_ratio": 1.6}
    figures: dict[str, Any] = {
        "functions": {
            "status": {"api_handler": http},
            "payments": {"api_handler": {**http, "first_ratio": 1.8}, "webhook": http},
            "intake": {"inbox": {**http, "kind": "inbox", "first_ratio": 3.0}},
        }
    }
    written = dict.fromkeys(
        ("access ACCESS AT", "documents DOSSIER FACT", "casework CASE LISTED", "exchange LANE TRY"),
        3.0,
    )
    good = {
        "usd": 0.00125,
        "sent": {"segments": 5},
        "write_units_by_item": written,
        "aws_calls_by_operation": {"kms.Sign": 9},
    }
    exchange = {"usd": 0.00015}
    assert not list(report.missed({**figures, "dossier": good, "exchange": exchange}))
    figures["functions"]["status"]["api_handler"] = {**http, "first_ratio": 1.61, "warm_ratio": 2}
    figures["functions"]["payments"]["webhook"] = {**http, "first_ratio": 1.81}
    bad = {
        "usd": 0.001251,
        "sent": {"segments": 6},
        "write_units_by_item": {"casework CASE": 1},
        "aws_calls_by_operation": {"kms.Sign": 6},
    }
    exchange = {"usd": 0.000151}
    missed = list(report.missed({**figures, "dossier": bad, "exchange": exchange}))
    assert len(missed) == 11


def replay(responses: RecordedResponses) -> Responses:
    return Responses({part.name: getattr(responses, part.name) for part in fields(responses)})


def test_an_item_that_was_written_and_never_read_is_there_for_a_cold_function() -> None:
    key = {"TableName": "vault", "Key": {"pk": {"S": "VAULT#1"}, "sk": {"S": "STATE"}}}
    item = {**key["Key"], "doc": {"S": "wrapped"}}  # type: ignore[dict-item]
    missed = called("dynamodb.GetItem", json.dumps(key).encode(), b"{}")
    put = {"TableName": "vault", "Item": item}
    written = called("dynamodb.PutItem", json.dumps(put).encode())
    action = [{"Put": {**put, "Item": {**item, "doc": {"S": "newer"}}}}]
    newer = called("dynamodb.TransactWriteItems", json.dumps({"TransactItems": action}).encode())
    chosen = invocation("intake-api", {}, began=3.0)

    def seen(*calls: Call) -> bytes:
        before = invocation("intake-api", {}, *calls)
        answers = replay(responses_for(chosen, [before, chosen]))
        content: bytes = answers.response("dynamodb.GetItem", missed.identity)[2]
        return content

    assert json.loads(seen(missed, written)) == {"Item": item}
    assert b"newer" in seen(missed, written, newer)
    assert seen(missed, written, missed) == b"{}"
    assert seen(written, newer, missed) == b"{}"


def test_a_new_id_is_answered_by_its_place_and_a_known_request_by_itself() -> None:
    read = [called("dynamodb.GetItem", f'"{key}"'.encode(), answer) for key, answer in
            (("once", b"1"), ("new", b"2"), ("fee", b"3"), ("new", b"4"))]  # fmt: skip
    chosen = invocation("payments-api", {}, *read)
    responses = responses_for(chosen, [chosen])
    answers = replay(responses)

    def ask(key: str) -> bytes:
        invocations: bytes = answers.response("dynamodb.GetItem", f'dynamodb.GetItem  "{key}"')[2]
        return invocations

    assert [ask(key) for key in ("once", "newer", "fee", "new")] == [b"1", b"2", b"3", b"4"]
    answers.again()
    assert [ask(key) for key in ("cold", "colder", "once")] == [b"1", b"2", b"1"]


def test_what_a_warm_function_had_read_before_is_there_for_a_cold_one() -> None:
    secret_read = called("secrets-manager.GetSecretValue", b'{"SecretId": "s"}', b"secret")
    earlier = invocation("status-api", {}, secret_read, began=1.0)
    chosen = invocation("status-api", {}, began=2.0)
    assert responses_for(chosen, [earlier, chosen]).earlier[secret_read.identity][2] == b"secret"
