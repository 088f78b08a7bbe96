"""What the gateway passes on as it is, and what it answers by itself."""

import json
from collections.abc import Iterator

import pytest

from front.routes import LARGEST_FORM
from infra.places import CLIENTS, ROOT, SERVICES
from infra.service.description import read_description
from local.gateway_responses import wanted_responses
from tests.infra.cloudformation import template
from tests.unit.desk.test_routes import PAGES as DESK_PAGES
from tests.unit.portal.test_routes import PAGES as PORTAL_PAGES

FORM_WITH_FILES = "multipart/form-data"
PAGES = {"desk": DESK_PAGES, "portal": PORTAL_PAGES}


TEXT = frozenset(["application/json", "application/x-www-form-urlencoded"])
"""Text in UTF-8 or ASCII, which the gateway passes as it is."""


def raw_bodies(service: str) -> Iterator[str]:
    """The media types of requests that are no text, of an OpenAPI document."""
    path = ROOT / "docs" / "api" / "openapi" / f"{service}.json"
    for methods in json.loads(path.read_text("utf-8"))["paths"].values():
        for operation in methods.values():
            content = operation.get("requestBody", {}).get("content", {})
            yield from {*content} - TEXT


@pytest.mark.parametrize("service", SERVICES)
def test_a_file_that_a_route_takes_passes_the_gateway_byte_by_byte(service: str) -> None:
    api = template(service)["Resources"]["RestAPI"]["Properties"]

    assert {*raw_bodies(service)} <= {*api.get("BinaryMediaTypes", ())}


@pytest.mark.parametrize("client", CLIENTS)
def test_a_form_with_a_file_passes_the_gateway_byte_by_byte(client: str) -> None:
    takes_files = any(page.largest_form > LARGEST_FORM for page in PAGES[client])

    assert (FORM_WITH_FILES in read_description(client).receives) is takes_files


@pytest.mark.parametrize("client", CLIENTS)
def test_an_unknown_address_of_a_client_gets_a_page_of_ours_that_leads_home(client: str) -> None:
    answer = wanted_responses(client)["MISSING_AUTHENTICATION_TOKEN"]
    page = answer["responseTemplates"]["application/json"]

    assert answer["statusCode"] == "404"
    assert '<html lang="vi">' in page
    assert '<p lang="en">' in page
    assert 'href="/"' in page
    assert 'rel="stylesheet" href="/tinh/front.css?v=' in page
    assert "style=" not in page
    assert all("$" not in text for text in (page, *answer["responseParameters"].values()))
