"""A router on a Chalice app; logging is left to kit.platform.log."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from chalice.app import Chalice, Request, Response

from kit.http.documentation import (
    DOCUMENT_PATH,
    PAGE_PATH,
    openapi_document,
    openapi_page,
)
from kit.http.http_message import HttpRequest, HttpResponse
from kit.http.router import Router
from kit.platform import log

WITH_BODY = ("POST", "PUT")


def service_app(service: str) -> Chalice:
    """The app of one service; its routes and functions are registered in its app.py.

    Libraries' loggers are silent from here on.
    """
    log.mute_libraries()
    return Chalice(app_name=f"motcua-{service}", configure_logs=False)


def mount(app: Chalice, router: Router[Any], document: Path | None = None) -> None:
    """Register every route, for each path the browsers' OPTIONS, and the OpenAPI `document`."""
    for place, path in enumerate(dict.fromkeys(o.path for o in router.operations)):
        _register(app, router, "OPTIONS", path, f"preflight_{place}")
    for operation in router.operations:
        _register(app, router, operation.method, operation.path, operation.name)
    if document is not None:
        _publish(app, DOCUMENT_PATH, "openapi_document", partial(openapi_document, document))
        _publish(app, PAGE_PATH, "openapi_page", partial(openapi_page, document))


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
