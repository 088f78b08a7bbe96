"""Sends what citizens filed to the province, as the portal does."""

import json
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

from dvcqg.simulator.filings import Filings

Send = Callable[[str, dict[str, Any]], dict[str, Any]]
"""Posts JSON to a URL and returns the members of the answer; raises OSError."""

LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
TIMEOUT_SECONDS: Final = 60


class NotLoopback(ValueError):
    """The simulator calls no other machine."""


@dataclass(frozen=True, slots=True)
class Province:
    """Where a province receives, and how the portal logs in there."""

    session_url: str
    dossiers_url: str
    username: str
    password: str
    unit: str


def send_over_http(url: str, members: dict[str, Any]) -> dict[str, Any]:
    """By the standard library, to this machine only; raises NotLoopback, OSError, ValueError."""
    if urlsplit(url).scheme not in ("http", "https") or urlsplit(url).hostname not in LOOPBACK:
        raise NotLoopback(url)
    body = json.dumps(members, ensure_ascii=False).encode()
    request = Request(url, body, {"Content-Type": "application/json"})  # noqa: S310 checked above
    try:
        with urlopen(request, timeout=TIMEOUT_SECONDS) as answer:  # noqa: S310 checked above
            content = answer.read()
    except HTTPError as error:
        content = error.read()
    decoded: dict[str, Any] = json.loads(content)
    return decoded


@dataclass(slots=True)
class PushReport:
    """How many pushes had which error_code; `failed`: without a readable answer."""

    codes: Counter[str]
    failed: int = 0

    def as_json(self) -> dict[str, Any]:
        """`{"codes": {"0": 10, "1": 10}, "failed": 0}`."""
        return {"codes": dict(self.codes), "failed": self.failed}


def push(filings: Filings, province: Province, send: Send, **order: Any) -> PushReport:
    """Each dossier by one request; `order` is that of `Filings.pushes`."""
    log_in = {"username": province.username, "password": province.password}
    session = str(send(province.session_url, log_in).get("session", ""))
    report = PushReport(Counter())
    for item in filings.pushes(**order):
        try:
            answer = send(
                province.dossiers_url, {"session": session, "madonvi": province.unit, **item}
            )
            code = str(answer["error_code"])
        except (OSError, ValueError, KeyError):
            report.failed += 1
            continue
        report.codes[code] += 1
        if code in ("0", "1"):
            filings.receive(item["MaHoSo"])
    return report
