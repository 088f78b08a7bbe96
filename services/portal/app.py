"""The portal's Chalice app: its pages, QR codes and static files."""

import secrets
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from urllib.parse import unquote

from chalice.app import Chalice, Response

from kit.core.time import system_clock
from kit.http.chalice_adapter import service_app
from kit.platform import tracing
from portal import dossier, lookup, payment, receipt
from portal.application import PageHandler, PageRequest
from portal.bootstrap import Bootstrap
from portal.pages import PageResponse, asset


def create_app(portal: Bootstrap, now: Callable[[], datetime] = system_clock) -> Chalice:
    """The app over one portal; `now` is the time of each request."""
    app = service_app("portal")

    def page(method: str, path: str, handler: PageHandler) -> None:
        def respond(**params: str) -> Response:
            current: Any = app.current_request  # Chalice sets it before it calls a view
            request = _page_request(current, method, path, params)
            site = portal.site(current.context, request.headers, request.path)
            token = secrets.token_urlsafe(24)
            return _response(portal.app.respond(request, handler, site, now(), token))

        respond.__name__ = handler.__name__
        app.route(path, methods=[method], content_types=["*/*"], name=handler.__name__)(respond)

    def static_file(name: str, media_type: str) -> None:
        def respond() -> Response:
            return _response(asset(name, media_type))

        app.route(f"/{name}", methods=["GET"], name=name.replace(".", "_"))(respond)

    page("GET", "/", lookup.show_form)
    page("POST", "/", lookup.look_up)
    page("POST", "/ket-thuc", lookup.end_session)
    page("GET", "/ho-so", dossier.show_dossier)
    page("POST", "/thanh-toan", payment.start_payment)
    page("GET", "/thanh-toan/{payment}", payment.show_payment)
    page("POST", "/thanh-toan/{payment}/huy", payment.cancel_payment)
    page("GET", "/qr/{payment}", payment.show_qr_code)
    page("GET", "/ket-qua/{fee}", payment.return_from_card_page)
    page("GET", "/bien-lai/{fee}", receipt.show_receipt)
    static_file("style.css", "text/css; charset=utf-8")
    static_file("icon.svg", "image/svg+xml")
    return app


def _page_request(request: Any, method: str, path: str, params: Mapping[str, str]) -> PageRequest:
    headers = {name.lower(): value for name, value in request.headers.items()}
    trace = headers.get("x-amzn-trace-id", "")
    tracing.follow(trace if tracing.FORM.fullmatch(trace) else "")
    decoded = {name: unquote(value) for name, value in params.items()}
    raw = request.raw_body if method == "POST" else b""
    body = raw.encode() if isinstance(raw, str) else raw
    query = dict(request.query_params or {})
    address = str(request.context.get("identity", {}).get("sourceIp", ""))
    return PageRequest(method, path.format(**decoded), headers, decoded, query, body, address)


def _response(page: PageResponse) -> Response:
    return Response(page.body, dict(page.headers), page.status)


portal = Bootstrap()
portal.prepare()
app = create_app(portal)
