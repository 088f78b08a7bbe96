"""What one dossier's life used: counted from the recorded executions, line by line."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final

from bench.capacity import Tables
from bench.recording import Call, Invocation

MESSAGES: Final = ("sns.Publish", "ses.SendEmail")
"""Priced by the carrier, left out of the bound."""
SQS_CHUNK: Final = 64 * 1024
VCPU_MB: Final = 1769
"""Memory at which Lambda gives one whole processor; less memory, less of it."""
WAIT_MS: Final = 5.0
"""A call's way to another AWS service and back within a region; the one figure here that was not measured."""
LOG_LINE_BYTES: Final = 26
"""What CloudWatch Logs adds to a line. Lambda's own START, END and REPORT lines are not sent: the templates say
SystemLogLevel WARN (tests/infra/test_functions.py), and durations are metrics."""
EVENTS_PER_ARCHIVE_OBJECT: Final = 10


@dataclass
class Life:
    """Counts. `writes` and `reads` are units by what was written or read; `billed_gb_s` Lambda's duration."""

    operations: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    index_writes: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    invocations: Counter[str] = field(default_factory=Counter)
    sqs: Counter[str] = field(default_factory=Counter)
    s3_puts: Counter[str] = field(default_factory=Counter)
    s3_gets: int = 0
    archived_events: int = 0
    http_requests: int = 0
    polls_left_out: int = 0
    billed_gb_s: float = 0
    log_bytes: int = 0
    bytes_out: int = 0
    stored_bytes: int = 0


def life_of(found: Sequence[Invocation], began: float, ended: float) -> Life:
    """Count what began in the window; the requests before it tell what the tables held."""
    tables, life = Tables(), Life()
    counted = _once_each(
        [i for i in found if began <= i.began < ended and i.kind != "schedule"], life
    )
    chosen = {id(call) for invocation in counted for call in invocation.calls}
    for call in sorted((c for i in found for c in i.calls), key=lambda c: c.at):
        uses = tables.uses(call)
        if id(call) in chosen:
            for use in uses:
                life.writes[use.thing] += ceil(use.write + use.index)
                life.index_writes[use.thing] += ceil(use.index)
                life.reads[use.thing] += int(use.read * 2)
    life.reads = Counter({thing: halves / 2 for thing, halves in life.reads.items() if halves})
    life.writes = Counter({thing: units for thing, units in life.writes.items() if units})
    for invocation in counted:
        _add(life, invocation)
    return life


def _once_each(found: Sequence[Invocation], life: Life) -> list[Invocation]:
    """A client that asks the same again until it holds is counted once: how often depends on its patience only."""
    kept: list[Invocation] = []
    last_get: dict[str, int] = {}
    for invocation in found:
        if invocation.kind == "http" and "webhooks" not in invocation.route:
            asked = _asked(invocation)
            if asked in last_get and invocation.route.startswith("GET "):
                kept[last_get[asked]] = invocation
                life.polls_left_out += 1
                continue
            last_get = {asked: len(kept)}
        kept.append(invocation)
    return kept


def _asked(invocation: Invocation) -> str:
    headers = {k.lower(): v for k, v in (invocation.event.get("headers") or {}).items()}
    return " ".join(
        [invocation.route, str(headers.get("x-lookup-key")), str(headers.get("if-none-match"))]
    )


def _add(life: Life, invocation: Invocation) -> None:
    life.invocations[f"{invocation.service}.{invocation.name}"] += 1
    billed_ms = ceil(
        invocation.cpu_ms * VCPU_MB / invocation.memory_mb + WAIT_MS * len(invocation.calls)
    )
    life.billed_gb_s += billed_ms / 1000 * invocation.memory_mb / 1024
    life.log_bytes += invocation.log_bytes + 5 * LOG_LINE_BYTES
    if invocation.kind == "http":
        life.http_requests += 1
        life.bytes_out += len(str(invocation.result.get("body", ""))) + 500
    elif invocation.kind == "inbox":
        life.sqs["receive"] += 1
        life.sqs["delete"] += 1
    if invocation.service == "status" and invocation.name == "inbox":
        life.archived_events += len(invocation.records)
    if invocation.name == "checker":
        papers = len(invocation.records)
        life.s3_puts["paper upload"] += papers
        life.sqs["S3's notice"] += papers
    if invocation.route.endswith("/link"):
        life.s3_gets += 1
    for call in invocation.calls:
        _add_call(life, invocation, call)


def _add_call(life: Life, invocation: Invocation, call: Call) -> None:
    life.operations[call.operation] += 1
    if call.operation == "sqs.SendMessageBatch":
        life.sqs["send"] += ceil(call.sent / SQS_CHUNK)
    elif call.operation == "s3.PutObject" and invocation.service != "status":
        life.s3_puts[f"{invocation.service} object"] += 1
        if invocation.service == "documents":
            life.bytes_out += call.sent
    elif call.operation == "s3.GetObject":
        life.s3_gets += 1
