"""Requests with a partner's key, repeated where a repetition is safe and may help."""

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

AGAIN = (429, 500, 502, 503, 504)
ATTEMPTS = 6
LONGEST_PAUSE = 60.0
SECONDS = 30.0


class Response(NamedTuple):
    """Header names are lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes


Send = Callable[[str, str, Mapping[str, str], bytes | None], Response]
"""Method, address, headers, body; raises OSError where nothing answers."""


class Problem(Exception):
    """A refusal: its status, its stable code, and seconds after which to try again."""

    def __init__(self, response: Response) -> None:
        document = _json(response.body)
        self.status = response.status
        self.code = str(document.get("code", ""))
        self.retry_after = _seconds(response.headers.get("retry-after", ""))
        super().__init__(f"{self.status} {self.code} {document.get('detail', '')}".strip())


def send(method: str, address: str, headers: Mapping[str, str], body: bytes | None) -> Response:
    """`Send` by the standard library."""
    request = Request(address, body, dict(headers), method=method)  # noqa: S310 - the caller's own
    try:
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            return _response(answer.status, answer.headers, answer.read())
    except HTTPError as refusal:
        with refusal:
            return _response(refusal.code, refusal.headers, refusal.read())
    except URLError as error:
        raise OSError(str(error.reason)) from None


@dataclass(frozen=True)
class Api:
    """`url` is the service's, down to /partners/v1."""

    url: str
    key: str = field(repr=False)
    send: Send = send
    sleep: Callable[[float], None] = time.sleep

    def get(self, path: str, **query: Any) -> dict[str, Any]:
        """The answer; raises Problem, OSError after six attempts."""
        return self.request("GET", f"{path}?{urlencode(query)}" if query else path)

    def post(self, path: str, body: Any) -> dict[str, Any]:
        """The same for what changes nothing, as `/dossiers/batch`."""
        return self.request("POST", path, json.dumps(body).encode())

    def request(self, method: str, path: str, body: bytes | None = None) -> dict[str, Any]:
        """One request, repeated after 429 and 5xx with Retry-After or growing pauses."""
        headers = {"X-Api-Key": self.key, "Accept": "application/json"}
        headers |= {"Content-Type": "application/json"} if body is not None else {}
        for attempt in range(1, ATTEMPTS + 1):
            is_last = attempt == ATTEMPTS
            try:
                response = self.send(method, self.url.rstrip("/") + path, headers, body)
            except OSError:
                if is_last:
                    raise
                self.sleep(2.0**attempt)
                continue
            if response.status < 400:
                return _json(response.body)
            problem = Problem(response)
            if is_last or response.status not in AGAIN or problem.retry_after > LONGEST_PAUSE:
                raise problem
            self.sleep(problem.retry_after or 2.0**attempt)
        raise AssertionError


def _response(status: int, headers: Any, body: bytes) -> Response:
    return Response(status, {name.lower(): value for name, value in headers.items()}, body)


def _json(body: bytes) -> dict[str, Any]:
    try:
        document = json.loads(body or b"{}")
    except ValueError:
        return {}
    return document if isinstance(document, dict) else {}


def _seconds(text: str) -> float:
    return float(text) if text.isascii() and text.isdecimal() else 0.0
