"""A client of the public routes, with the rights of one caller."""

import uuid
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import requests

from local.cloud.settings import HOST
from local.demo.deployment import Deployment

Json = dict[str, Any]
TIMEOUT = 60.0
"""Seconds: more than the gateway's 29, so that it is the gateway that gives up."""


class UnexpectedResponse(Exception):
    """A response without success; `problem` is its text."""

    def __init__(self, request: str, status: int, problem: str) -> None:
        super().__init__(f"{request}: {status} {problem}")
        self.status = status
        self.problem = problem


@dataclass
class ApiClient:
    """`token` is empty for the public."""

    deployment: Deployment
    token: str = ""
    session: requests.Session = field(default_factory=requests.Session)

    def send(
        self, method: str, service: str, path: str, body: Any = None, **headers: str
    ) -> requests.Response:
        """One request; `X_Lookup_Key="…"` becomes the header X-Lookup-Key. Bytes go as they are."""
        parts = urlsplit(self.deployment.url(service) + path)
        address = parts._replace(netloc=f"{HOST}:{parts.port}").geturl()
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        # `*.localhost` does not resolve in Python: the host goes into its header.
        headers = {"Host": f"{parts.hostname}:{parts.port}", **headers}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if method == "POST":
            headers.setdefault("Idempotency-Key", uuid.uuid4().hex)
        content = {"data": body} if isinstance(body, bytes) else {"json": body}
        return self.session.request(method, address, **content, headers=headers, timeout=TIMEOUT)

    def get(self, service: str, path: str, **headers: str) -> Json:
        """Raises UnexpectedResponse."""
        return self._json("GET", service, path, None, headers)

    def post(self, service: str, path: str, body: Any = None, **headers: str) -> Json:
        """Raises UnexpectedResponse."""
        return self._json("POST", service, path, {} if body is None else body, headers)

    def put(self, service: str, path: str, body: Any) -> Json:
        """Raises UnexpectedResponse."""
        return self._json("PUT", service, path, body, {})

    def patch(self, service: str, path: str, body: Any, **headers: str) -> Json:
        """Raises UnexpectedResponse."""
        return self._json("PATCH", service, path, body, headers)

    def _json(
        self, method: str, service: str, path: str, body: Any, headers: dict[str, str]
    ) -> Json:
        response = self.send(method, service, path, body, **headers)
        if not response.ok:
            request = f"{method} {service}{path}"
            raise UnexpectedResponse(request, response.status_code, response.text[:500])
        content: Json = response.json()
        return content
