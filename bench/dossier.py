"""The price of one dossier's life, line by line."""

from collections import Counter
from decimal import Decimal
from math import ceil

from bench.life import EVENTS_PER_ARCHIVE_OBJECT, MESSAGES, Life
from bench.prices import Prices
from bench.recording import Json

TRACED = 0.05
"""X-Ray's default rule traces one invocation a second and this share of the rest."""
GB = 1e9


def bill(life: Life, prices: Prices) -> dict[str, Decimal]:
    """Dollars by line, without messages and sign-in, and without monthly costs (storage, keys, idle polls)."""
    invocations = life.invocations.total()
    asked = life.operations
    archive = ceil(life.archived_events / EVENTS_PER_ARCHIVE_OBJECT)
    return {
        "api_gateway": prices.of("apigateway.rest.request", life.http_requests),
        "lambda_requests": prices.of("lambda.request", invocations),
        "lambda_duration": prices.of("lambda.gb_second.arm64", life.billed_gb_s),
        "dynamodb_writes": prices.of("dynamodb.write_unit", life.writes.total()),
        "dynamodb_reads": prices.of("dynamodb.read_unit", life.reads.total()),
        "sqs": prices.of("sqs.request", life.sqs.total()),
        "s3_archive": prices.of("s3.put", archive),
        "s3_files": prices.of("s3.put", life.s3_puts.total()) + prices.of("s3.get", life.s3_gets),
        "kms_keys": prices.of(
            "kms.symmetric.request", asked["kms.Decrypt"] + asked["kms.GenerateDataKey"]
        ),
        "kms_seals": prices.of("kms.ecc.sign", asked["kms.Sign"]),
        "secrets": prices.of("secretsmanager.call", asked["secrets-manager.GetSecretValue"]),
        "logs": prices.of("cloudwatch.logs.ingested.gb", life.log_bytes / GB),
        "traces": prices.of("xray.trace", invocations * TRACED),
        "transfer_out": prices.of("transfer.out.gb", life.bytes_out / GB),
    }


def figures(life: Life, prices: Prices) -> Json:
    """The dossier's part of build/bench.json."""
    lines = bill(life, prices)
    return {
        "prices": {"region": prices.region, "as_of": prices.as_of},
        "aws_calls": life.operations.total(),
        "aws_calls_by_operation": _sorted(life.operations),
        "messages": sum(life.operations[name] for name in MESSAGES),
        "invocations": life.invocations.total(),
        "invocations_by_function": _sorted(life.invocations),
        "http_requests": life.http_requests,
        "polls_left_out": life.polls_left_out,
        "write_units": life.writes.total(),
        "write_units_by_item": _sorted(life.writes),
        "index_write_units": life.index_writes.total(),
        "read_units": life.reads.total(),
        "read_units_by_item": _sorted(life.reads),
        "sqs_requests": life.sqs.total(),
        "sqs_requests_by_kind": _sorted(life.sqs),
        "archived_events": life.archived_events,
        "gb_seconds": round(life.billed_gb_s, 3),
        "log_bytes": life.log_bytes,
        "bytes_out": life.bytes_out,
        "usd_by_line": {name: float(round(usd, 8)) for name, usd in lines.items()},
        "usd": float(round(sum(lines.values(), Decimal()), 8)),
    }


def _sorted(counts: Counter[str]) -> dict[str, float]:
    return dict(counts.most_common())
