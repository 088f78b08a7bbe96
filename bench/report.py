"""The report for the person at the terminal, and whether the limits are kept."""

from collections.abc import Iterator

from bench.recording import Json

FIRST_LIMIT, FIRST_LIMIT_STRIPE, WARM_LIMIT, USD_LIMIT = 1.6, 1.8, 1.6, 0.0009
"""Ratios to the baseline function on Python 3.13; dollars of a dossier without its messages."""


def function_line(name: str, f: Json) -> str:
    """One function's figures, with the lowest and the highest round of the first response."""
    least, *_, most = f["first_ratios"] * 2
    return (
        f"  {name:26} {f['kind']:8} {f['zip_bytes'] / 1e6:5.1f} MB"
        f"  first {f['first_ms']:6.0f} ms x{f['first_ratio']:4.2f} ({least:.2f}-{most:.2f})"
        f"  warm {f['warm_us']:7.0f} us x{f['warm_ratio']:5.2f}  {f['event']}"
    )


def summary(report: Json) -> Iterator[str]:
    """The rest: costs, the routes under load, and the Python that was measured."""
    yield f"Python {report['python']}"
    if "dossier" in report:
        yield from _cost("a dossier's life", report["dossier"])
    if "payment" in report:
        yield from _cost("a settled fee", report["payment"])
    for route, h in report.get("http", {}).items():
        percentiles = f"p50 {h['p50_ms']} ms  p95 {h['p95_ms']} ms  p99 {h['p99_ms']} ms"
        yield f"  {route:34} {h['rps']:6.0f}/s  {percentiles}"


def conclusion(report: Json) -> Iterator[str]:
    """One line that all limits are kept, or one for each that is not."""
    functions = report.get("functions", {})
    first = [f["api_handler"]["first_ratio"] for f in functions.values() if "api_handler" in f]
    warm = functions.get("status", {}).get("api_handler", {}).get("warm_ratio")
    highest = max(first, default=0)
    broken = [f"missed: {line}" for line in missed(report)]
    yield from broken or [
        f"within limits: first answers up to {highest}, warm look-up {warm} times bare"
    ]


def missed(report: Json) -> Iterator[str]:
    """The limits that were not kept."""
    for service, functions in report.get("functions", {}).items():
        limit = FIRST_LIMIT_STRIPE if service == "payments" else FIRST_LIMIT
        ratio = functions.get("api_handler", {}).get("first_ratio", 0)
        if ratio > limit:
            yield f"{service}: the first answer takes {ratio} times the baseline's, not {limit}"
    look_up = report.get("functions", {}).get("status", {}).get("api_handler", {})
    ratio = look_up.get("warm_ratio", 0)
    if ratio > WARM_LIMIT:
        yield f"status: a warm look-up takes {ratio} times the baseline's, not {WARM_LIMIT}"
    if report.get("dossier", {}).get("usd", 0) >= USD_LIMIT:
        yield f"a dossier's life costs {report['dossier']['usd']} dollars, not below {USD_LIMIT}"


def _cost(what: str, d: Json) -> Iterator[str]:
    prices = d["prices"]
    yield f"{what} costs ${d['usd']:.6f} at {prices['region']}'s list prices of {prices['as_of']}"
    calls = f"{d['aws_calls']} AWS calls, {d['invocations']} invocations"
    yield f"    {calls}, {d['http_requests']} HTTP requests"
    units = f"{d['write_units']} write units, {d['read_units']} read units"
    yield f"    {units}, {d['sqs_requests']} SQS requests"
    for line, usd in sorted(d["usd_by_line"].items(), key=lambda kv: -kv[1]):
        yield f"    {line:16} ${usd:.7f}  {usd / d['usd']:4.0%}"
