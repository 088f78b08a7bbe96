"""The doors of the portal: pages, the code to scan, the style sheet."""

import secrets
from typing import Any
from urllib.parse import unquote

from chalice.app import Response

from kit.core import ids
from kit.http.chalice_adapter import service_app
from kit.platform import tracing
from portal import dossier, lookup, paying, receipt
from portal.edge import Asked, Door
from portal.functions import desk, site
from portal.pages import Reply, asset

app = service_app("portal")


def page(method: str, path: str, door: Door) -> None:
    """Answer a method on a path by a page."""

    def answered(**given: str) -> Response:
        return _answer(method, path, door, {name: unquote(text) for name, text in given.items()})

    answered.__name__ = door.__name__
    app.route(path, methods=[method], content_types=["*/*"], name=door.__name__)(answered)


def _answer(method: str, path: str, door: Door, given: dict[str, str]) -> Response:
    request: Any = app.current_request
    headers = {name.lower(): value for name, value in request.headers.items()}
    tracing.follow(headers.get("x-amzn-trace-id", ""))
    here = path.format(**given)
    raw = request.raw_body if method == "POST" else b""
    body = raw.encode() if isinstance(raw, str) else raw
    asked = Asked(method, here, headers, given, dict(request.query_params or {}), body)
    fresh = secrets.token_urlsafe(24)
    reply = desk().answer(asked, door, site(request.context, headers, here), ids.now(), fresh)
    return Response(reply.body, dict(reply.headers), reply.status)


def _file(name: str, media_type: str) -> None:
    def answered() -> Response:
        made: Reply = asset(name, media_type)
        return Response(made.body, dict(made.headers), made.status)

    app.route(f"/{name}", methods=["GET"], name=name.replace(".", "_"))(answered)


page("GET", "/", lookup.first)
page("POST", "/", lookup.look_up)
page("POST", "/ket-thuc", lookup.leave)
page("GET", "/ho-so", dossier.dossier)
page("POST", "/thanh-toan", paying.start)
page("GET", "/thanh-toan/{payment}", paying.shown_payment)
page("POST", "/thanh-toan/{payment}/huy", paying.cancel)
page("GET", "/qr/{payment}", paying.picture)
page("GET", "/ket-qua/{fee}", paying.result)
page("GET", "/bien-lai/{fee}", receipt.receipt)
_file("style.css", "text/css; charset=utf-8")
_file("icon.svg", "image/svg+xml")
