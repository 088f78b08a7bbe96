"""A client of a router: requests as a gateway sends them, without a server."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl

from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.router import Router


@dataclass(frozen=True)
class ClientResponse:
    """A response as a caller reads it."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def body(self) -> Any:
        """The JSON document."""
        return json.loads(self.text)

    @property
    def code(self) -> str:
        """The stable code of a problem."""
        assert self.headers["Content-Type"] == "application/problem+json", self.text
        return str(self.body["code"])


class HttpClient:
    """Sends requests to one service's router.

    Every request has an Idempotency-Key of its own unless it brings one.
    """

    def __init__(self, router: Router[Any]) -> None:
        self._router = router
        self._requests = 0

    def get(self, path: str, sub: str = "", **headers: str) -> ClientResponse:
        """GET as `sub` ("": nobody); header names may have underscores for hyphens."""
        return self.request("GET", path, sub, **headers)

    def post(self, path: str, sub: str = "", body: Any = None, **headers: str) -> ClientResponse:
        """POST a JSON value, or bytes as they are."""
        return self.request("POST", path, sub, body, **headers)

    def put(self, path: str, sub: str = "", body: Any = None, **headers: str) -> ClientResponse:
        """PUT a JSON value, or bytes as they are."""
        return self.request("PUT", path, sub, body, **headers)

    def patch(self, path: str, sub: str = "", body: Any = None, **headers: str) -> ClientResponse:
        """PATCH with a JSON value, or bytes as they are."""
        return self.request("PATCH", path, sub, body, **headers)

    def delete(self, path: str, sub: str = "", **headers: str) -> ClientResponse:
        """DELETE."""
        return self.request("DELETE", path, sub, **headers)

    def request(
        self, method: str, path: str, sub: str = "", body: Any = None, **headers: str
    ) -> ClientResponse:
        """Send a request; KeyError where no route fits."""
        self._requests += 1
        sent = {
            "content-type": "application/json",
            "idempotency-key": f"request-{self._requests:04d}",
            **({"authorization": f"Bearer {sub}"} if sub else {}),
            **{name.lower().replace("_", "-"): value for name, value in headers.items()},
        }
        target, _, query = path.partition("?")
        route, parameters = self._match(method, target)
        response = self._router.respond(
            HttpRequest(
                method=method,
                route=route,
                path=parameters,
                query=dict(parse_qsl(query, keep_blank_values=True)),
                headers=sent,
                body=_bytes(body),
                address="192.0.2.1",
            )
        )
        return _read(response)

    def _match(self, method: str, path: str) -> tuple[str, dict[str, str]]:
        for operation in self._router.operations:
            if method in (operation.method, "OPTIONS"):
                pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", operation.path)
                if match := re.fullmatch(pattern, path):
                    return operation.path, match.groupdict()
        raise KeyError(f"{method} {path}")


def _bytes(body: Any) -> bytes:
    if body is None or isinstance(body, bytes):
        return body or b""
    return json.dumps(body, ensure_ascii=False).encode()


def _read(response: HttpResponse) -> ClientResponse:
    return ClientResponse(response.status, response.headers, response.body)
