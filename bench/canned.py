"""AWS' answers for a measured function: what it was really answered when it was recorded."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from bench.recording import Call, Invocation

Answer = tuple[int, dict[str, str], bytes]
Answers = dict[str, list[Answer]]
READS = (
    "dynamodb.GetItem",
    "dynamodb.Query",
    "kms.Decrypt",
    "secrets-manager.GetSecretValue",
    "s3.GetObject",
)
DROPPED = {"content-length", "transfer-encoding", "connection", "date", "server"}


@dataclass(frozen=True)
class Canned:
    """`ordered` by operation, `exact` by request with its place there; `earlier` is what a warm function had read."""

    exact: dict[str, list[tuple[int, Answer]]]
    ordered: Answers
    earlier: dict[str, Answer]


def answers_for(chosen: Invocation, found: Iterable[Invocation]) -> Canned:
    """What the invocation was answered, and what its function's process may have kept from earlier ones."""
    exact: dict[str, list[tuple[int, Answer]]] = defaultdict(list)
    ordered: Answers = defaultdict(list)
    for call in chosen.calls:
        exact[call.identity].append((len(ordered[call.operation]), _answer(call)))
        ordered[call.operation].append(_answer(call))
    before = (i for i in found if i.service == chosen.service and i.began < chosen.began)
    calls = [c for i in before for c in i.calls]
    made = dict(
        _unwrapping(c) for c in [*calls, *chosen.calls] if c.operation == "kms.GenerateDataKey"
    )
    read = {
        c.identity: _answer(c) for c in calls if c.operation in READS and c.identity not in exact
    }
    return Canned(dict(exact), dict(ordered), made | read)


def bare_answers(chosen: Invocation, body: str) -> Canned:
    """One item as large as the largest that the function reads, whose `doc` is the function's own answer."""
    sizes = [
        len(c.response)
        for c in chosen.calls
        if c.operation in ("dynamodb.GetItem", "dynamodb.Query")
    ]
    item: dict[str, Any] = {"pk": {"S": "ITEM"}, "sk": {"S": "STATE"}, "doc": {"S": body or "{}"}}
    missing = max(sizes, default=0) - len(json.dumps({"Item": item}))
    if missing > 20:
        item["rest"] = {"S": "x" * (missing - 20)}
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "0"}
    answer = (200, headers, json.dumps({"Item": item}).encode())
    return Canned({}, {"dynamodb.GetItem": [answer]}, {})


def _unwrapping(call: Call) -> tuple[str, Answer]:
    """Who made a key keeps it; a process that comes later asks KMS to unwrap it (kit.vault)."""
    made, context = call.answered, call.asked["EncryptionContext"]
    asked = {
        "KeyId": call.asked["KeyId"],
        "CiphertextBlob": made["CiphertextBlob"],
        "EncryptionContext": context,
    }
    status, headers, _ = _answer(call)
    return f"kms.Decrypt  {json.dumps(asked)}", (status, headers, json.dumps(made).encode())


def _answer(call: Call) -> Answer:
    kept = {name: value for name, value in call.headers.items() if name.lower() not in DROPPED}
    return call.status, kept, call.response
