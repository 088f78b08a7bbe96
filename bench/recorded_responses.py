"""AWS' responses for a measured function: those of its recorded invocation."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bench.recording import Call, Invocation

Response = tuple[int, dict[str, str], bytes]
Responses = dict[str, list[Response]]
READS = (
    "dynamodb.GetItem",
    "dynamodb.Query",
    "kms.Decrypt",
    "secrets-manager.GetSecretValue",
    "s3.GetObject",
)
DROPPED = {"content-length", "transfer-encoding", "connection", "date", "server"}


@dataclass(frozen=True)
class RecordedResponses:
    """`ordered` by operation, `exact` by request with its position among them.

    `earlier` are reads of invocations before, which a warm function had cached.
    """

    exact: dict[str, list[tuple[int, Response]]]
    ordered: Responses
    earlier: dict[str, Response]


def responses_for(invocation: Invocation, invocations: Iterable[Invocation]) -> RecordedResponses:
    """Responses of this invocation, and those that its process may have cached before."""
    exact: dict[str, list[tuple[int, Response]]] = defaultdict(list)
    ordered: Responses = defaultdict(list)
    for call in invocation.calls:
        exact[call.identity].append((len(ordered[call.operation]), _response(call)))
        ordered[call.operation].append(_response(call))
    of_service = (i for i in invocations if i.service == invocation.service)
    before = (i for i in of_service if i.began < invocation.began)
    calls = [c for i in before for c in i.calls]
    unwrapped = dict(
        _unwrapping(c) for c in [*calls, *invocation.calls] if c.operation == "kms.GenerateDataKey"
    )
    read = {
        c.identity: _response(c) for c in calls if c.operation in READS and c.identity not in exact
    }
    return RecordedResponses(dict(exact), dict(ordered), unwrapped | read)


def baseline_responses(invocation: Invocation, body: str) -> RecordedResponses:
    """One item as large as the largest that the function reads, with the function's body."""
    sizes = [
        len(c.response)
        for c in invocation.calls
        if c.operation in ("dynamodb.GetItem", "dynamodb.Query")
    ]
    item: dict[str, Any] = {"pk": {"S": "ITEM"}, "sk": {"S": "STATE"}, "doc": {"S": body or "{}"}}
    missing = max(sizes, default=0) - len(json.dumps({"Item": item}))
    if missing > 20:
        item["rest"] = {"S": "x" * (missing - 20)}
    return item_response(item)


def item_response(item: dict[str, Any]) -> RecordedResponses:
    """DynamoDB answers with one item, whatever it is asked."""
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "0"}
    response = (200, headers, json.dumps({"Item": item}).encode())
    return RecordedResponses({}, {"dynamodb.GetItem": [response]}, {})


def _unwrapping(call: Call) -> tuple[str, Response]:
    """The data key as a later process gets it: unwrapped by KMS (kit.persistence.vault)."""
    data_key, context = call.response_json, call.request_json["EncryptionContext"]
    request = {
        "KeyId": call.request_json["KeyId"],
        "CiphertextBlob": data_key["CiphertextBlob"],
        "EncryptionContext": context,
    }
    status, headers, _ = _response(call)
    return f"kms.Decrypt  {json.dumps(request)}", (status, headers, json.dumps(data_key).encode())


def _response(call: Call) -> Response:
    headers = {name: value for name, value in call.headers.items() if name.lower() not in DROPPED}
    return call.status, headers, call.response
