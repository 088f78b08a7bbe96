"""The routes that document the others: the OpenAPI document, and one page to read."""

import json
from pathlib import Path

from kit.http.http_message import HttpResponse

DOCUMENT_PATH, PAGE_PATH = "/v1/openapi.json", "/v1/docs"
HEADERS = {"Cache-Control": "public, max-age=3600", "X-Content-Type-Options": "nosniff"}


def openapi_document(document: Path) -> HttpResponse:
    """The committed document, for any origin: tools fetch it."""
    text = document.read_text(encoding="utf-8")
    own = {"Content-Type": "application/json", "Access-Control-Allow-Origin": "*"}
    return HttpResponse(200, {**HEADERS, **own}, text)


def openapi_page(document: Path) -> HttpResponse:
    """The document as HTML that asks nobody else for anything."""
    from kit.http.openapi_page import CSP, page

    text = page(json.loads(document.read_text(encoding="utf-8")))
    own = {"Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": CSP}
    return HttpResponse(200, {**HEADERS, **own}, text)
