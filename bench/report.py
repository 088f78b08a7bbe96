"""The report for the person at the terminal, and whether the limits are kept."""

from collections.abc import Iterator
from typing import Final

from bench import limits
from bench.recording import Json

WORDS: Final = {"first_ratio": "the first answer", "warm_ratio": "a warm look-up"}


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
        yield _messages(report["dossier"]["sent"])
    if "payment" in report:
        yield from _cost("a settled fee", report["payment"])
    if "exchange" in report:
        yield from _cost("the exchange of a dossier", report["exchange"])
        idle = ", ".join(f"{name} ${usd:.2f}" for name, usd in report["idle"].items())
        yield f"  idle, a month: {idle}"
    for route, h in report.get("http", {}).items():
        percentiles = f"p50 {h['p50_ms']} ms  p95 {h['p95_ms']} ms  p99 {h['p99_ms']} ms"
        yield f"  {route:34} {h['rps']:6.0f}/s  {percentiles}"
    for page, h in report.get("pages", {}).items():
        yield f"  {page:34} p50 {h['p50_ms']} ms  p95 {h['p95_ms']} ms of {h['limit_ms']}"


def conclusion(report: Json) -> Iterator[str]:
    """One line that all limits are kept, or one for each that is not."""
    functions = report.get("functions", {})
    first = [f["first_ratio"] for each in functions.values() for f in each.values() if _http(f)]
    warm = functions.get("status", {}).get("api_handler", {}).get("warm_ratio")
    highest = max(first, default=0)
    broken = [f"missed: {line}" for line in missed(report)]
    yield from broken or [
        f"within limits: first answers up to {highest}, warm look-up {warm} times bare"
    ]


def missed(report: Json) -> Iterator[str]:
    """The limits that were not kept."""
    for service, functions in report.get("functions", {}).items():
        for name, figures in functions.items():
            for ratio, limit in limits.of(service, name, figures["kind"]).items():
                if figures[ratio] > limit:
                    what = WORDS[ratio]
                    yield f"{service}.{name}: {what} takes {figures[ratio]} times bare, not {limit}"
    for page, figures in report.get("pages", {}).items():
        if figures["p95_ms"] > figures["limit_ms"]:
            yield f"{page}: p95 is {figures['p95_ms']} ms, not at most {figures['limit_ms']}"
    dossier = report.get("dossier", {})
    if dossier.get("usd", 0) > limits.USD:
        yield f"a dossier's life costs {dossier['usd']} dollars, not at most {limits.USD}"
    exchange = report.get("exchange", {}).get("usd", 0)
    if exchange > limits.USD_EXCHANGE:
        yield f"a dossier's exchange costs {exchange} dollars, not at most {limits.USD_EXCHANGE}"
    yield from _missing(dossier) if dossier else ()
    if dossier.get("sent", {}).get("segments", 0) > limits.SEGMENTS:
        yield f"a dossier takes {dossier['sent']['segments']} segments, not {limits.SEGMENTS}"


def _missing(dossier: Json) -> Iterator[str]:
    """What belongs to every dossier's life and this price does not count."""
    items = dossier["write_units_by_item"]
    for beginning, what in limits.PRICED.items():
        if not any(item.startswith(beginning) for item in items):
            yield f"the price of a dossier lacks {what}"
    signatures = dossier["aws_calls_by_operation"].get("kms.Sign", 0)
    if signatures < limits.SIGNATURES:
        yield f"the price of a dossier has {signatures} signatures, not {limits.SIGNATURES}"


def _http(figures: Json) -> bool:
    return bool(figures["kind"] == "http")


def _cost(what: str, d: Json) -> Iterator[str]:
    prices = d["prices"]
    yield f"{what} costs ${d['usd']:.6f} at {prices['region']}'s list prices of {prices['as_of']}"
    yield f"    ${d['usd_alone']:.6f} if every message came alone; processor times x{d['scale']}"
    calls = f"{d['aws_calls']} AWS calls, {d['billed_invocations']} invocations in full batches"
    yield f"    {calls} ({d['invocations']} recorded), {d['http_requests']} HTTP requests"
    units = f"{d['write_units']} write units, {d['read_units']} read units"
    yield f"    {units}, {d['sqs_requests']} SQS requests"
    for line, usd in sorted(d["usd_by_line"].items(), key=lambda kv: -kv[1]):
        yield f"    {line:16} ${usd:.7f}  {usd / d['usd']:4.0%}"


def _messages(sent: Json) -> str:
    counts = f"{sent['segments']} segments of {sent['sms']} SMS and {sent['mails']} mails"
    dong = ", ".join(f"{price:,} đ ({carrier})" for carrier, price in sent["dong"].items())
    return f"  its messages, beside that: {counts}, {dong}"
