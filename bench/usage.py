"""The use of AWS by one dossier, counted from recorded invocations."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import ceil
from typing import Final
from zlib import compress

from bench.batches import BatchSize, configured, sends, share
from bench.capacity import Tables
from bench.polls import once_each
from bench.portal_calls import CALL_MS, is_push, portal_calls
from bench.recording import Call, Invocation
from infra.places import SERVICES
from infra.service.api import COMPRESSED_FROM

MESSAGES: Final = ("sns.Publish", "ses.SendEmail")
"""Priced by the carrier, left out of the bound."""
SQS_CHUNK: Final = 64 * 1024
VCPU_MB: Final = 1769
"""Memory at which Lambda gives one whole processor; less memory, less of it."""
WAIT_MS: Final = 5.0
"""A round trip to another AWS service in the region; the one figure that was not measured."""
LOG_LINE_BYTES: Final = 26
"""CloudWatch Logs' overhead of a line. Lambda's own START, END and REPORT lines are not sent: the
templates have SystemLogLevel WARN (tests/infra/test_functions.py), and durations are metrics."""
PACKED_AS_BY_GZIP: Final = 6
"""gzip's usual level; its header is some bytes longer than zlib's."""
EVENTS_PER_ARCHIVE_OBJECT: Final = 10
FOLDER_READS: Final = 0.5
"""Units of the folder for each event, as if it came alone in its ten minutes: the record of its
dossier, as of some moments ago.
"""


@dataclass
class Usage:
    """`writes` and `reads` are units by kind of item; `billed_gb_s` is Lambda's duration.

    `invocations` were recorded; `billed_invocations` and `sqs` count batches by their size in
    `bench.batches`.
    """

    operations: Counter[str] = field(default_factory=Counter)
    writes: Counter[str] = field(default_factory=Counter)
    index_writes: Counter[str] = field(default_factory=Counter)
    reads: Counter[str] = field(default_factory=Counter)
    invocations: Counter[str] = field(default_factory=Counter)
    billed_invocations: float = 0
    sqs: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    s3_puts: Counter[str] = field(default_factory=Counter)
    s3_gets: int = 0
    archived_events: int = 0
    http_requests: int = 0
    polls_left_out: int = 0
    billed_gb_s: float = 0
    log_bytes: int = 0
    bytes_out: int = 0
    stored_bytes: int = 0


@dataclass(frozen=True)
class Terms:
    """How recorded work is billed: so many messages a batch, processor times times `scale`."""

    size: BatchSize = configured
    scale: float = 1.0


def usage_of(
    invocations: Sequence[Invocation], began: float, ended: float, terms: Terms | None = None
) -> Usage:
    """The use of the invocations that began in the window; those before it filled the tables."""
    tables, usage, terms = Tables(), Usage(), terms or Terms()
    lived = [i for i in invocations if began <= i.began < ended]
    candidates = [i for i in lived if i.kind != "schedule" or is_push(i)]
    counted = once_each(candidates)
    usage.polls_left_out = len(candidates) - len(counted)
    calls = {id(call) for invocation in counted for call in invocation.calls}
    for call in sorted((c for i in invocations for c in i.calls), key=lambda c: c.at):
        uses = tables.uses(call)
        if id(call) in calls:
            for use in uses:
                usage.writes[use.thing] += ceil(use.write + use.index)
                usage.index_writes[use.thing] += ceil(use.index)
                usage.reads[use.thing] += int(use.read * 2)
    usage.reads = Counter({thing: halves / 2 for thing, halves in usage.reads.items() if halves})
    usage.writes = Counter({thing: units for thing, units in usage.writes.items() if units})
    for invocation in counted:
        _add(usage, invocation, terms)
    if usage.archived_events:
        folder = {"status folder": FOLDER_READS * usage.archived_events}
        usage.reads = Counter({**usage.reads, **folder})
    return usage


def usage_of_run(run: Invocation, terms: Terms) -> Usage:
    """The use of one run of a scheduled function, whose tables hold nothing."""
    tables, usage = Tables(), Usage()
    for call in run.calls:
        for use in tables.uses(call):
            usage.writes[use.thing] += ceil(use.write + use.index)
            usage.reads[use.thing] += int(use.read * 2)
    usage.reads = Counter({thing: halves / 2 for thing, halves in usage.reads.items() if halves})
    _add(usage, run, terms)
    return usage


def _add(usage: Usage, invocation: Invocation, terms: Terms) -> None:
    usage.invocations[f"{invocation.service}.{invocation.name}"] += 1
    batches = share(invocation, terms.size)
    usage.billed_invocations += batches
    processor_ms = invocation.cpu_ms * terms.scale * VCPU_MB / invocation.memory_mb
    waited_ms = WAIT_MS * len(invocation.calls) + CALL_MS * portal_calls(invocation)
    billed_ms = ceil(processor_ms + waited_ms)
    usage.billed_gb_s += billed_ms / 1000 * invocation.memory_mb / 1024
    usage.log_bytes += invocation.log_bytes + invocation.log_lines * LOG_LINE_BYTES
    if invocation.kind == "http":
        usage.http_requests += 1
        usage.bytes_out += _sent(invocation) + 500
    elif invocation.kind == "inbox":
        usage.sqs["receive"] += batches
        usage.sqs["delete"] += batches
    if invocation.service == "status" and invocation.name == "inbox":
        usage.archived_events += len(invocation.records)
    if invocation.name == "checker":
        papers = len(invocation.records)
        usage.s3_puts["paper upload"] += papers
        usage.sqs["S3's notice"] += papers
    if invocation.route.endswith("/link"):
        usage.s3_gets += 1
    for call in invocation.calls:
        _add_call(usage, invocation, call, terms)


def _sent(invocation: Invocation) -> int:
    """Bytes of the answer's body; the gateway compresses the longer ones, which clients accept."""
    body = str(invocation.result.get("body", "")).encode()
    packs = invocation.service in SERVICES and len(body) >= COMPRESSED_FROM
    return len(compress(body, PACKED_AS_BY_GZIP) if packs else body)


def _add_call(usage: Usage, invocation: Invocation, call: Call, terms: Terms) -> None:
    usage.operations[call.operation] += 1
    if call.operation == "sqs.SendMessageBatch":
        entries = len(call.request_json["Entries"])
        usage.sqs["send"] += max(
            sends(entries, invocation, terms.size), float(call.sent // SQS_CHUNK)
        )
    elif call.operation == "s3.PutObject" and invocation.service != "status":
        usage.s3_puts[f"{invocation.service} object"] += 1
        if invocation.service == "documents":
            usage.bytes_out += call.sent
    elif call.operation == "s3.GetObject":
        usage.s3_gets += 1
