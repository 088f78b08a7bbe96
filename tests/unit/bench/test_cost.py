"""The use of AWS by one dossier, and its cost."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from bench import prices, report, usage
from bench.cost import bill, figures
from bench.measured_process import Responses
from bench.recorded_responses import responses_for
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


def usage_during(*invocations: Invocation) -> usage.Usage:
    return usage.usage_of(invocations, 0.0, 100.0)


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


def test_a_batch_takes_a_receive_and_a_delete_and_a_send_one_request_for_each_begun_64_kb() -> None:
    sent = called("sqs.SendMessageBatch", sent=70_000)
    counted = usage_during(
        invocation("casework-relay", {"Records": []}, sent),
        invocation("status-inbox", {"Records": []}),
    )
    assert counted.sqs == {"send": 2, "receive": 1, "delete": 1}


def test_duration_is_the_processors_share_and_the_waits() -> None:
    counted = usage_during(invocation("status-inbox", {"Records": []}, called("kms.Decrypt")))
    expected_ms = int(10.0 * usage.VCPU_MB / 512 + usage.WAIT_MS) + 1
    assert counted.billed_gb_s == expected_ms / 1000 * 0.5


def test_events_are_archived_ten_to_an_object_and_messages_are_not_in_the_sum() -> None:
    counted = replace(usage.Usage(), archived_events=21)
    counted.operations.update({"sns.Publish": 5, "ses.SendEmail": 6})
    lines = bill(counted, prices.latest())
    assert lines["s3_archive"] == prices.latest().usd["s3.put"] * 3
    assert sum(lines.values(), Decimal()) == lines["s3_archive"]


def test_the_figures_add_up() -> None:
    counted = usage_during(
        request_to("/v1/cases/1", 1.0),
        invocation("status-inbox", {"Records": []}, called("kms.Decrypt")),
    )
    event_types = figures(counted, prices.latest())
    assert abs(sum(event_types["usd_by_line"].values()) - event_types["usd"]) < 1e-7


def test_a_missed_limit_is_named() -> None:
    good = {"first_ratio": 1.6, "warm_ratio": 1.6}
    event_types = {
        "functions": {
            "status": {"api_handler": good},
            "payments": {"api_handler": {**good, "first_ratio": 1.8}},
        }
    }
    assert not list(report.missed({**event_types, "dossier": {"usd": 0.0008}}))
    event_types["functions"]["status"]["api_handler"] = {"first_ratio": 1.61, "warm_ratio": 1.61}
    assert len(list(report.missed({**event_types, "dossier": {"usd": 0.0009}}))) == 3


def test_a_new_id_is_answered_by_its_place_and_a_known_request_by_itself() -> None:
    read = [called("dynamodb.GetItem", f'"{key}"'.encode(), answer) for key, answer in
            (("once", b"1"), ("new", b"2"), ("fee", b"3"), ("new", b"4"))]  # fmt: skip
    chosen = invocation("payments-api", {}, *read)
    responses = responses_for(chosen, [chosen])
    answers = Responses(
        {"exact": responses.exact, "ordered": responses.ordered, "earlier": responses.earlier}
    )

    def ask(key: str) -> bytes:
        invocations: bytes = answers.response("dynamodb.GetItem", f'dynamodb.GetItem  "{key}"')[2]
        return invocations

    assert [ask(key) for key in ("once", "newer", "fee", "new")] == [b"1", b"2", b"3", b"4"]


def test_what_a_warm_function_had_read_before_is_there_for_a_cold_one() -> None:
    secret_read = called("secrets-manager.GetSecretValue", b'{"SecretId": "s"}', b"secret")
    earlier = invocation("status-api", {}, secret_read, began=1.0)
    chosen = invocation("status-api", {}, began=2.0)
    assert responses_for(chosen, [earlier, chosen]).earlier[secret_read.identity][2] == b"secret"
