"""AWS' responses for a measured function: those of its recorded invocation."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from bench.recording import Call, Invocation, Json

Response = tuple[int, dict[str, str], bytes]
Responses = dict[str, list[Response]]
READS = (
    "dynamodb.GetItem",
    "dynamodb.Query",
    "kms.Decrypt",
    "secrets-manager.GetSecretValue",
    "s3.GetObject",
)
WRITES: Final = ("dynamodb.PutItem", "dynamodb.UpdateItem", "dynamodb.DeleteItem")
ITEM_HEADERS: Final = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "0"}
DROPPED = {"content-length", "transfer-encoding", "connection", "date", "server"}


@dataclass(frozen=True)
class RecordedResponses:
    """`ordered` by operation, `exact` by request with its position among them.

    `earlier` are reads of invocations before, which a warm function had cached; `written` are items
    as they were written since anybody read them, by table and key.
    """

    exact: dict[str, list[tuple[int, Response]]]
    ordered: Responses
    earlier: dict[str, Response]
    written: dict[str, Response] = field(default_factory=dict)


def responses_for(invocation: Invocation, invocations: Iterable[Invocation]) -> RecordedResponses:
    """Responses of this invocation, and those that its process may have cached before."""
    exact: dict[str, list[tuple[int, Response]]] = defaultdict(list)
    ordered: Responses = defaultdict(list)
    for call in invocation.calls:
        exact[call.identity].append((len(ordered[call.operation]), _response(call)))
        ordered[call.operation].append(_response(call))
    of_service = (i for i in invocations if i.service == invocation.service)
    before = (i for i in of_service if i.began < invocation.began)
    calls = sorted((c for i in before for c in i.calls), key=lambda call: call.at)
    unwrapped = dict(
        _unwrapping(c) for c in [*calls, *invocation.calls] if c.operation == "kms.GenerateDataKey"
    )
    read, written = _latest_items(calls)
    earlier = {identity: response for identity, response in read.items() if identity not in exact}
    return RecordedResponses(dict(exact), dict(ordered), unwrapped | earlier, written)


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
    response = (200, ITEM_HEADERS, json.dumps({"Item": item}).encode())
    return RecordedResponses({}, {"dynamodb.GetItem": [response]}, {})


def _latest_items(calls: Iterable[Call]) -> tuple[dict[str, Response], dict[str, Response]]:
    """The responses of reads, and what was written to items after they were read last: a process
    that made a data key has never read it from the table.
    """
    read: dict[str, Response] = {}
    readers: dict[str, str] = {}
    written: dict[str, Response] = {}
    for call in calls:
        if call.operation in READS:
            read[call.identity] = _response(call)
        if call.operation == "dynamodb.GetItem":
            key = item_key(call.request_json)
            readers[key] = call.identity
            written.pop(key, None)
        for key, item in _writes(call):
            read.pop(readers.get(key, ""), None)
            written.pop(key, None)
            if item is not None:
                written[key] = (200, ITEM_HEADERS, json.dumps({"Item": item}).encode())
    return read, written


def item_key(request: Json) -> str:
    """The table and the key of an item, in a read or a write of it."""
    key = request.get("Key") or request["Item"]
    return f"{request['TableName']} {key['pk']['S']} {key['sk']['S']}"


def _writes(call: Call) -> Iterator[tuple[str, Json | None]]:
    """The items that a call wrote; None where what they became does not stand in the request."""
    request = call.request_json
    if call.operation in WRITES:
        yield item_key(request), request.get("Item")
    for action in request.get("TransactItems", ()):
        for operation, part in action.items():
            if operation != "ConditionCheck":
                yield item_key(part), part.get("Item")


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
