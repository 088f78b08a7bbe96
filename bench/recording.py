"""Recorded invocations of functions, with the calls that they made."""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final, Literal

from kit.persistence.packed_text import text_of

Kind = Literal["http", "inbox", "relay", "schedule"]
Json = dict[str, Any]
SCHEDULES: Final = ("poller", "backfill", "reconciler")
"""Scheduled functions of payments, beside the sweeper that every service has."""


@dataclass(frozen=True)
class Call:
    """`operation` such as dynamodb.GetItem, `sent` in bytes, `at` in epoch seconds."""

    operation: str
    at: float
    url: str
    request: bytes
    sent: int
    status: int
    headers: dict[str, str]
    response: bytes

    @cached_property
    def request_json(self) -> Json:
        """The request's JSON; empty where it isn't JSON."""
        return _json(self.request)

    @cached_property
    def response_json(self) -> Json:
        """The response's JSON; empty where it isn't JSON."""
        return _json(self.response)

    @property
    def identity(self) -> str:
        """Equal for requests that ask for the same."""
        path = self.url.split("?")[0].split("/", 3)[-1]
        return f"{self.operation} {path} {self.request.decode('latin-1')}"


@dataclass(frozen=True)
class Invocation:
    """One invocation of `function` (motcua-local-<service>-<name>)."""

    function: str
    memory_mb: int
    began: float
    wall_ms: float
    cpu_ms: float
    log_bytes: int
    event: Json
    result: Any
    calls: tuple[Call, ...]
    log_lines: int = 1

    @property
    def service(self) -> str:
        """Such as intake."""
        return self.function.split("-")[2]

    @property
    def name(self) -> str:
        """Such as api, inbox, relay, sweeper, checker."""
        return self.function.split("-")[3]

    @property
    def kind(self) -> Kind:
        """What invokes it, by its event."""
        if self.route:
            return "http"
        sources: dict[str, Kind] = {"aws:sqs": "inbox", "aws:dynamodb": "relay"}
        return sources[self.records[0]["eventSource"]] if self.records else "schedule"

    @property
    def route(self) -> str:
        """Of an HTTP request, such as GET /v1/me; empty for others."""
        return (
            f"{self.event['httpMethod']} {self.event['path']}" if "httpMethod" in self.event else ""
        )

    @property
    def records(self) -> list[Json]:
        """Of a batch."""
        batch: list[Json] = self.event.get("Records", [])
        return batch

    @property
    def event_types(self) -> list[str]:
        """The types of the events in the batch."""
        texts = [r["body"] if "body" in r else _image(r) for r in self.records]
        return [str(_json(text.encode()).get("type", "")) for text in texts]


def read(folder: Path) -> list[Invocation]:
    """All invocations of a recording, in the order in which they began."""
    return sorted(_lines(folder.glob("*.jsonl")), key=lambda i: i.began)


def _lines(paths: Iterable[Path]) -> Iterator[Invocation]:
    for path in paths:
        for line in path.read_text().splitlines():
            raw = json.loads(line)
            raw["calls"] = tuple(_call(c) for c in raw["calls"])
            yield Invocation(**raw)


def _call(raw: Json) -> Call:
    opened = {name: base64.b64decode(raw[name]) for name in ("request", "response")}
    return Call(**(raw | opened))


def _json(text: bytes) -> Json:
    try:
        document = json.loads(text)
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _image(record: Json) -> str:
    doc = record.get("dynamodb", {}).get("NewImage", {}).get("doc")
    return text_of(doc) if doc else ""
