"""A small client of the public routes."""

import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar
from urllib.parse import urlsplit

import requests

from local.cloud.places import HOST
from local.demo.place import Place

T = TypeVar("T")
Json = dict[str, Any]


class Refused(Exception):
    """An answer that was not expected; the problem's code says why."""

    def __init__(self, what: str, status: int, problem: Any) -> None:
        super().__init__(f"{what}: {status} {problem}")
        self.status = status
        self.problem = problem


class TookTooLong(Exception):
    """Something that had to happen did not."""


@dataclass
class Api:
    """The APIs with one caller's rights; `token` empty for the public."""

    place: Place
    token: str = ""
    session: requests.Session = field(default_factory=requests.Session)

    def send(
        self, method: str, service: str, path: str, body: Any = None, **headers: str
    ) -> requests.Response:
        """One request; `X_Lookup_Key="…"` becomes the header X-Lookup-Key."""
        parts = urlsplit(self.place.url(service) + path)
        address = f"http://{HOST}:{parts.port}{parts.path}" + (
            f"?{parts.query}" if parts.query else ""
        )
        sent = {
            "Host": f"{parts.hostname}:{parts.port}",
            **{k.replace("_", "-"): v for k, v in headers.items()},
        }
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        if method == "POST":
            sent.setdefault("Idempotency-Key", uuid.uuid4().hex)
        return self.session.request(method, address, json=body, headers=sent, timeout=30)

    def get(self, service: str, path: str, **headers: str) -> Json:
        """A read that must succeed."""
        return self._good("GET", service, path, None, headers)

    def post(self, service: str, path: str, body: Any = None, **headers: str) -> Json:
        """A POST that must succeed."""
        return self._good("POST", service, path, {} if body is None else body, headers)

    def put(self, service: str, path: str, body: Any) -> Json:
        """A PUT that must succeed."""
        return self._good("PUT", service, path, body, {})

    def _good(
        self, method: str, service: str, path: str, body: Any, headers: dict[str, str]
    ) -> Json:
        answer = self.send(method, service, path, body, **headers)
        if not answer.ok:
            raise Refused(f"{method} {service}{path}", answer.status_code, answer.text[:500])
        found: Json = answer.json()
        return found


def eventually(look: Callable[[], T | None], what: str, seconds: float = 90.0) -> T:
    """What `look` answers as soon as it is not None; 404, 409 and 5xx count as not yet."""
    deadline = time.monotonic() + seconds
    last: object = None
    while time.monotonic() < deadline:
        try:
            found = look()
            if found is not None:
                return found
        except Refused as refused:
            if refused.status not in (404, 409, 500, 502, 503, 504):
                raise
            last = refused
        time.sleep(0.15)
    raise TookTooLong(f"{what} ({last})")
