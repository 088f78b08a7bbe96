"""The report for the person at the terminal, and whether the limits are kept."""

from collections.abc import Iterator

from bench.recording import Json

FIRST_LIMIT, FIRST_LIMIT_STRIPE, WARM_LIMIT, USD_LIMIT = 1.6, 1.8, 1.6, 0.0009
"""Ratios to the bare function, on Python 3.13; dollars for a dossier's life without messages and sign-in."""


def function_line(name: str, f: Json) -> str:
    """One function's figures, with the lowest and the highest round of the first answer."""
    least, *_, most = f["first_ratios"] * 2
    return (
        f"  {name:26} {f['kind']:8} {f['zip_bytes'] / 1e6:5.1f} MB"
        f"  first {f['first_ms']:6.0f} ms x{f['first_ratio']:4.2f} ({least:.2f}-{most:.2f})"
        f"  warm {f['warm_us']:7.0f} us x{f['warm_ratio']:5.2f}  {f['event']}"
    )


def summary(report: Json) -> Iterator[str]:
    """The rest: a dossier's life, the routes under load, and the Python that was measured."""
    yield f"Python {report['python']}"
    if "dossier" in report:
        yield from _life("a dossier's life", report["dossier"])
    if "payment" in report:
        yield from _life("a settled fee", report["payment"])
    for route, h in report.get("http", {}).items():
        yield f"  {route:34} {h['rps']:6.0f}/s  p50 {h['p50_ms']} ms  p95 {h['p95_ms']} ms  p99 {h['p99_ms']} ms"


def verdict(report: Json) -> Iterator[str]:
    """One line that all limits are kept, or one for each that is not."""
    functions = report.get("functions", {})
    first = [f["api_handler"]["first_ratio"] for f in functions.values() if "api_handler" in f]
    warm = functions.get("status", {}).get("api_handler", {}).get("warm_ratio")
    broken = [f"missed: {line}" for line in missed(report)]
    yield from broken or [
        f"within limits: first answers up to {max(first, default=0)}, warm look-up {warm} times bare"
    ]


def missed(report: Json) -> Iterator[str]:
    """The limits that were not kept."""
    for service, functions in report.get("functions", {}).items():
        limit = FIRST_LIMIT_STRIPE if service == "payments" else FIRST_LIMIT
        http = functions.get("api_handler", {})
        if http and http["first_ratio"] > limit:
            yield f"{service}: the first answer takes {http['first_ratio']} times the bare one's, not {limit}"
    look_up = report.get("functions", {}).get("status", {}).get("api_handler", {})
    if look_up and look_up["warm_ratio"] > WARM_LIMIT:
        yield f"status: a warm look-up takes {look_up['warm_ratio']} times the bare one, not {WARM_LIMIT}"
    if report.get("dossier", {}).get("usd", 0) >= USD_LIMIT:
        yield f"a dossier's life costs {report['dossier']['usd']} dollars, not below {USD_LIMIT}"


def _life(what: str, d: Json) -> Iterator[str]:
    prices = d["prices"]
    yield f"{what} costs ${d['usd']:.6f} at {prices['region']}'s list prices of {prices['as_of']}"
    yield f"    {d['aws_calls']} AWS calls, {d['invocations']} invocations, {d['http_requests']} HTTP requests"
    yield f"    {d['write_units']} write units, {d['read_units']} read units, {d['sqs_requests']} SQS requests"
    for line, usd in sorted(d["usd_by_line"].items(), key=lambda kv: -kv[1]):
        yield f"    {line:16} ${usd:.7f}  {usd / d['usd']:4.0%}"
