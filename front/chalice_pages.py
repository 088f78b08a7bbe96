"""Pages on a Chalice app: requests of the gateway become ours, and our responses theirs."""

import re
import secrets
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol
from urllib.parse import unquote

from chalice.app import Chalice, Response

from front.application import App, PageRequest
from front.presentation import Presentation
from front.responses import PageResponse, moved, static_file
from front.routes import Page
from front.visit import Site
from kit.platform import tracing

STATIC = "/tinh/{name}"


class Client(Protocol):
    """A client of the library: its application and its address."""

    @property
    def app(self) -> App[Any]:
        """The application."""
        ...

    def site(self, context: Mapping[str, Any], headers: Mapping[str, str], path: str) -> Site:
        """The client's address, of the settings or of the request."""
        ...


def register(
    app: Chalice,
    client: Client,
    pages: Sequence[Page[Any]],
    presentation: Presentation,
    now: Callable[[], datetime],
) -> None:
    """Serve every page and the static files; `now` is the time of each request."""
    for page in pages:
        _register_page(app, client, page, now)

    def respond(name: str) -> Response:
        response = static_file(presentation, name)
        return _response(response or PageResponse(status=404))

    app.route(STATIC, methods=["GET"], name="static_file")(respond)


def _register_page(
    app: Chalice, client: Client, page: Page[Any], now: Callable[[], datetime]
) -> None:
    def respond(**values: str) -> Response:
        current: Any = app.current_request  # Chalice sets it before it calls a view
        request = _page_request(current, page, values)
        site = client.site(current.context, request.headers, request.path)
        if site.moved_to:
            return _response(moved(site.moved_to, request.query))
        token = secrets.token_urlsafe(24)
        return _response(client.app.respond(request, page, site, now(), token))

    respond.__name__ = page.name
    route: Callable[[Any], Any] = app.route(
        page.path,
        methods=[page.method],
        content_types=["*/*"],
        name=re.sub(r"\W+", "_", f"{page.method}{page.path}"),
    )
    route(respond)


def _page_request(request: Any, page: Page[Any], values: Mapping[str, str]) -> PageRequest:
    headers = {name.lower(): value for name, value in request.headers.items()}
    trace = headers.get("x-amzn-trace-id", "")
    tracing.follow(trace if tracing.FORM.fullmatch(trace) else "")
    decoded = {name: unquote(value) for name, value in values.items()}
    raw = request.raw_body if page.method == "POST" else b""
    body = raw.encode() if isinstance(raw, str) else raw
    query = dict(request.query_params or {})
    address = str(request.context.get("identity", {}).get("sourceIp", ""))
    path = page.path.format(**decoded)
    return PageRequest(page.method, path, headers, decoded, query, body, address)


def _response(page: PageResponse) -> Response:
    """Several cookies are a list, which Chalice sends as headers of one name."""
    cookies: dict[str, Any] = {}
    if page.cookies:
        several = len(page.cookies) > 1
        cookies = {"Set-Cookie": list(page.cookies) if several else page.cookies[0]}
    return Response(page.body, {**page.headers, **cookies}, page.status)
