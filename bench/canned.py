"""AWS' answers for a measured function: what it was really answered when it was recorded."""

import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from bench.recording import Call, Invocation

Answer = tuple[int, dict[str, str], bytes]
Answers = dict[str, list[Answer]]
READS = ("dynamodb.GetItem", "dynamodb.Query", "kms.Decrypt", "secrets-manager.GetSecretValue", "s3.GetObject")
DROPPED = {"content-length", "transfer-encoding", "connection", "date", "server"}


def answers_for(chosen: Invocation, found: Iterable[Invocation]) -> tuple[Answers, Answers]:
    """(by request, by operation in order). A warm function had read some things before: these are given too."""
    exact: Answers = defaultdict(list)
    ordered: Answers = defaultdict(list)
    for call in chosen.calls:
        exact[call.identity].append(_answer(call))
        ordered[call.operation].append(_answer(call))
    asked_now = set(exact)
    earlier = (i for i in found if i.service == chosen.service and i.began < chosen.began)
    for call in (c for i in earlier for c in i.calls if c.operation in READS):
        if call.identity not in asked_now:
            exact[call.identity] = [_answer(call)]
    return dict(exact), dict(ordered)


def bare_answers(chosen: Invocation, body: str) -> Answers:
    """One item as large as the largest that the function reads, whose `doc` is the function's own answer."""
    sizes = [len(c.response) for c in chosen.calls if c.operation in ("dynamodb.GetItem", "dynamodb.Query")]
    item: dict[str, Any] = {"pk": {"S": "ITEM"}, "sk": {"S": "STATE"}, "doc": {"S": body or "{}"}}
    missing = max(sizes, default=0) - len(json.dumps({"Item": item}))
    if missing > 20:
        item["rest"] = {"S": "x" * (missing - 20)}
    headers = {"Content-Type": "application/x-amz-json-1.0", "x-amzn-RequestId": "0"}
    return {"dynamodb.GetItem": [(200, headers, json.dumps({"Item": item}).encode())]}


def _answer(call: Call) -> Answer:
    kept = {name: value for name, value in call.headers.items() if name.lower() not in DROPPED}
    return call.status, kept, call.response
