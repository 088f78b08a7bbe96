"""The public documents are served, readable, and ask nobody else for anything."""

import json
import re

import pytest
from chalice.test import Client

from infra.apps import app_module
from infra.openapi import FOLDER
from infra.places import SERVICES
from kit.http.documentation import openapi_page


def get(service: str, path: str) -> tuple[int, dict[str, str], str]:
    with Client(app_module(service).app) as client:
        response = client.http.get(path)
    return response.status_code, response.headers, response.body.decode()


@pytest.mark.parametrize("service", SERVICES)
def test_the_document_is_served_as_it_is_committed(service: str) -> None:
    status, headers, text = get(service, "/v1/openapi.json")
    assert (status, headers["Content-Type"]) == (200, "application/json")
    assert json.loads(text) == json.loads((FOLDER / f"{service}.json").read_text())


@pytest.mark.parametrize("service", SERVICES)
def test_the_page_is_served(service: str) -> None:
    status, headers, _ = get(service, "/v1/docs")
    assert (status, headers["Content-Type"]) == (200, "text/html; charset=utf-8")


@pytest.mark.parametrize("service", SERVICES)
def test_the_page_has_every_operation_and_makes_no_request(service: str) -> None:
    response = openapi_page(FOLDER / f"{service}.json")
    document = json.loads((FOLDER / f"{service}.json").read_text())
    for methods in document["paths"].values():
        for operation in methods.values():
            assert f'id="{operation["operationId"]}"' in response.body
    assert response.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not re.search(r"<(script|img|link|iframe)|src=|@import|url\(", response.body)


def test_what_the_document_says_is_text_on_the_page_and_no_markup() -> None:
    from kit.http.openapi_page import page

    document = json.loads((FOLDER / "notifications.json").read_text())
    document["info"]["description"] = "<script>alert(1)</script>"
    assert "<script>" not in page(document)
