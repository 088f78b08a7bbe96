"""A router on a Chalice app."""

import re
from collections.abc import Callable, Iterator, MutableMapping
from functools import partial
from pathlib import Path
from typing import Any

from chalice.app import Chalice, Request, Response, RouteEntry

from kit.http.documentation import (
    DOCUMENT_PATH,
    PAGE_PATH,
    openapi_document,
    openapi_page,
)
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.router import Router

WITH_BODY = ("POST", "PUT", "PATCH")


def mount(app: Chalice, router: Router[Any], document: Path | None = None) -> None:
    """Serve every route, for each path the browsers' OPTIONS, and the OpenAPI `document`."""
    routes: Any = MountedRoutes(app, router, document)
    app.routes = routes


class MountedRoutes(MutableMapping[str, dict[str, RouteEntry]]):
    """Chalice's table of routes, path -> method -> route.

    A request registers its own path. Whoever lists the table (`chalice package`) sees all.
    """

    def __init__(self, app: Chalice, router: Router[Any], document: Path | None) -> None:
        self._app, self._router = app, router
        self._documents = _documents(document) if document else {}
        self._registered: dict[str, dict[str, RouteEntry]] = {}

    def __getitem__(self, path: str) -> dict[str, RouteEntry]:
        if path not in self._registered:
            self._registered[path] = {}
            self._register(path)
        return self._registered[path]

    def __setitem__(self, path: str, routes: dict[str, RouteEntry]) -> None:
        self._registered[path] = routes

    def __delitem__(self, path: str) -> None:
        del self._registered[path]

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def _all(self) -> dict[str, dict[str, RouteEntry]]:
        for path in [*(each.path for each in self._router.operations), *self._documents]:
            self.__getitem__(path)
        return self._registered

    def _register(self, path: str) -> None:
        if path in self._documents:
            _publish(self._app, path, *self._documents[path])
        operations = self._router.operations_at(path)
        if operations:
            preflight = re.sub(r"\W+", "_", f"preflight{path}")
            _register(self._app, self._router, "OPTIONS", path, preflight)
        for operation in operations:
            _register(self._app, self._router, operation.method, path, operation.name)


def _documents(document: Path) -> dict[str, tuple[str, Callable[[], HttpResponse]]]:
    return {
        DOCUMENT_PATH: ("openapi_document", partial(openapi_document, document)),
        PAGE_PATH: ("openapi_page", partial(openapi_page, document)),
    }


def _publish(app: Chalice, path: str, name: str, respond: Callable[[], HttpResponse]) -> None:
    def view() -> Response:
        response = respond()
        return Response(response.body, dict(response.headers), response.status)

    register: Callable[[Any], Any] = app.route(path, methods=["GET"], name=name)
    register(view)


def _register(app: Chalice, router: Router[Any], method: str, path: str, name: str) -> None:
    def view(**parameters: str) -> Response:
        response = router.respond(request_of(app.current_request, method, path, parameters))
        return Response(response.body, dict(response.headers), response.status)

    view.__name__ = name
    register: Callable[[Any], Any] = app.route(
        path, methods=[method], content_types=["*/*"], name=name
    )
    register(view)


def request_of(
    received: Request | None, method: str, path: str, parameters: dict[str, str]
) -> HttpRequest:
    """What Chalice got from API Gateway, as a plain value."""
    assert received is not None
    raw = received.raw_body if method in WITH_BODY else b""
    return HttpRequest(
        method=method,
        route=path,
        path=parameters,
        query=received.query_params or {},
        headers={name.lower(): str(value) for name, value in received.headers.items()},
        body=raw.encode() if isinstance(raw, str) else raw,
        address=str(received.context.get("identity", {}).get("sourceIp", "")),
    )
