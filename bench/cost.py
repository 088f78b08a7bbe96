"""The price of one dossier's life, line by line."""

from collections import Counter
from decimal import Decimal
from math import ceil

from bench.prices import Prices
from bench.recording import Json
from bench.usage import EVENTS_PER_ARCHIVE_OBJECT, MESSAGES, Usage

TRACED = 0.05
"""X-Ray's default rule traces one invocation a second and this share of the rest."""
GB = 1e9


def bill(usage: Usage, prices: Prices) -> dict[str, Decimal]:
    """Dollars by line, without messages, sign-in and monthly costs (storage, keys, idle polls)."""
    invocations = usage.billed_invocations
    calls = usage.operations
    archive = ceil(usage.archived_events / EVENTS_PER_ARCHIVE_OBJECT)
    return {
        "api_gateway": prices.of("apigateway.rest.request", usage.http_requests),
        "lambda_requests": prices.of("lambda.request", invocations),
        "lambda_duration": prices.of("lambda.gb_second.arm64", usage.billed_gb_s),
        "dynamodb_writes": prices.of("dynamodb.write_unit", usage.writes.total()),
        "dynamodb_reads": prices.of("dynamodb.read_unit", usage.reads.total()),
        "sqs": prices.of("sqs.request", sum(usage.sqs.values())),
        "s3_archive": prices.of("s3.put", archive) + prices.of("s3.get", archive),
        "s3_files": prices.of("s3.put", usage.s3_puts.total()) + prices.of("s3.get", usage.s3_gets),
        "kms_keys": prices.of(
            "kms.symmetric.request", calls["kms.Decrypt"] + calls["kms.GenerateDataKey"]
        ),
        "kms_seals": prices.of("kms.ecc.sign", calls["kms.Sign"]),
        "secrets": prices.of("secretsmanager.call", calls["secrets-manager.GetSecretValue"]),
        "logs": prices.of("cloudwatch.logs.ingested.gb", usage.log_bytes / GB),
        "traces": prices.of("xray.trace", invocations * TRACED),
        "transfer_out": prices.of("transfer.out.gb", usage.bytes_out / GB),
    }


def figures(usage: Usage, prices: Prices) -> Json:
    """The dossier's part of build/bench.json."""
    lines = bill(usage, prices)
    return {
        "prices": {"region": prices.region, "as_of": prices.as_of},
        "aws_calls": usage.operations.total(),
        "aws_calls_by_operation": _sorted(usage.operations),
        "messages": sum(usage.operations[name] for name in MESSAGES),
        "invocations": usage.invocations.total(),
        "billed_invocations": round(usage.billed_invocations, 1),
        "invocations_by_function": _sorted(usage.invocations),
        "http_requests": usage.http_requests,
        "polls_left_out": usage.polls_left_out,
        "write_units": usage.writes.total(),
        "write_units_by_item": _sorted(usage.writes),
        "index_write_units": usage.index_writes.total(),
        "read_units": usage.reads.total(),
        "read_units_by_item": _sorted(usage.reads),
        "sqs_requests": round(sum(usage.sqs.values()), 1),
        "sqs_requests_by_kind": {kind: round(n, 1) for kind, n in usage.sqs.items()},
        "archived_events": usage.archived_events,
        "gb_seconds": round(usage.billed_gb_s, 3),
        "log_bytes": usage.log_bytes,
        "bytes_out": usage.bytes_out,
        "usd_by_line": {name: float(round(usd, 8)) for name, usd in lines.items()},
        "usd": dollars(usage, prices),
    }


def dollars(usage: Usage, prices: Prices) -> float:
    """The whole bill."""
    return float(round(sum(bill(usage, prices).values(), Decimal()), 8))


def _sorted(counts: Counter[str]) -> dict[str, float]:
    return dict(counts.most_common())
