"""Calls to the National Portal, as the exchange puts them on record beside its lanes."""

from typing import Final

from bench.recording import Call, Invocation, Json
from exchange.push.worker import WORKERS

CALL_MS: Final = 1000 / WORKERS
"""A second each, which four workers share (assumed: the portal's own time is not known)."""


def portal_calls(invocation: Invocation) -> int:
    """How many it made: each is stored as a try."""
    return sum(_attempts(call) for call in invocation.calls)


def is_push(invocation: Invocation) -> bool:
    """Whether it is a run of the pusher that sent a lane; all others are idle."""
    is_pusher = (invocation.service, invocation.name) == ("exchange", "pusher")
    return is_pusher and portal_calls(invocation) > 0


def _attempts(call: Call) -> int:
    items = [part.get("Put", {}).get("Item", {}) for part in _parts(call)]
    return sum(item.get("sk", {}).get("S", "").startswith("TRY#") for item in items)


def _parts(call: Call) -> list[Json]:
    if call.operation == "dynamodb.PutItem":
        return [{"Put": call.request_json}]
    parts: list[Json] = call.request_json.get("TransactItems", [])
    return parts
