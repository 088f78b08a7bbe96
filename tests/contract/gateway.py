"""A gateway in this process: HTTP requests to the six Chalice apps as the events that API Gateway
hands a function."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any
from urllib.parse import parse_qsl

from chalice.app import Chalice

from infra.apps import operations_of
from infra.places import SERVICES
from kit.http.operation import Operation

TRACE = "Root=1-contract"
"""The same for every request, so that equal answers are equal to the byte."""
PARAMETER = re.compile(r"{(\w+)}")


@dataclass(frozen=True)
class Exchange:
    """An answer as it leaves the gateway."""

    status: int
    headers: dict[str, str]
    text: str = field(repr=False)

    @property
    def body(self) -> Any:
        """The JSON document."""
        return json.loads(self.text)


@dataclass(frozen=True)
class Route:
    """A method on a path of one service; `name` is how tables and documents write it."""

    service: str
    operation: Operation

    @property
    def name(self) -> str:
        return f"{self.operation.method} /{self.service}{self.operation.path}"

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What a path of this route looks like."""
        return re.compile(f"/{self.service}" + PARAMETER.sub(r"(?P<\1>[^/]+)", self.operation.path))


@cache
def routes() -> dict[str, Route]:
    """Every route of every service, by name."""
    matches = [
        Route(service, operation) for service in SERVICES for operation in operations_of(service)
    ]
    return {route.name: route for route in matches}


@dataclass(frozen=True)
class Gateway:
    """Carries requests to the services' apps."""

    apps: Mapping[str, Chalice]

    def ask(
        self, method: str, target: str, headers: Mapping[str, str], raw: bytes | str | None = None
    ) -> Exchange:
        """Send a request; `target` is path and query as they go over the wire.

        KeyError where no route fits.
        """
        path, _, query = target.partition("?")
        route, path_values = route_at(method, path)
        body = raw.encode() if isinstance(raw, str) else raw
        event = _event(route.operation, path, path_values, query, headers, body)
        answer = self.apps[route.service](event, None)
        return Exchange(answer["statusCode"], answer["headers"], answer["body"])


def route_at(method: str, path: str) -> tuple[Route, dict[str, str]]:
    """The route of a request, and the values of its path; KeyError where none fits."""
    for route in _routes_of(method, *path.split("/", 2)[1:2]):
        if fits := route.pattern.fullmatch(path):
            return route, fits.groupdict()
    raise KeyError(f"{method} {path}")


@cache
def _routes_of(method: str, service: str) -> list[Route]:
    return [r for r in routes().values() if r.operation.method == method and r.service == service]


def _event(
    operation: Operation,
    path: str,
    path_values: dict[str, str],
    query: str,
    headers: Mapping[str, str],
    raw: bytes | None,
) -> dict[str, Any]:
    query_values = dict(parse_qsl(query, keep_blank_values=True))
    named = {"X-Amzn-Trace-Id": TRACE, **headers}
    body, encoded = _body(raw)
    return {
        "httpMethod": operation.method,
        "path": path,
        "requestContext": {
            "httpMethod": operation.method,
            "resourcePath": operation.path,
            "identity": {"sourceIp": "192.0.2.1"},
        },
        "resource": operation.path,
        "pathParameters": path_values or None,
        "queryStringParameters": query_values or None,
        "multiValueQueryStringParameters": {name: [value] for name, value in query_values.items()}
        or None,
        "stageVariables": None,
        "headers": named,
        "multiValueHeaders": {name: [value] for name, value in named.items()},
        "body": body,
        "isBase64Encoded": encoded,
    }


def _body(raw: bytes | None) -> tuple[str | None, bool]:
    try:
        return (raw.decode() if raw else None), False
    except UnicodeDecodeError:
        return b64encode(raw or b"").decode(), True
