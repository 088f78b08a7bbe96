"""The committed OpenAPI documents: what the code says now, well-formed, and complete in what a
caller must know."""

import json
from typing import Any

import pytest
import schemathesis

from infra.openapi import FOLDER, rendered
from infra.places import SERVICES
from kit.http.problem_details import MEDIA_TYPE


def document(service: str) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads((FOLDER / f"{service}.json").read_text())
    return loaded


def operations() -> list[tuple[str, dict[str, Any]]]:
    paths = [path for service in SERVICES for path in document(service)["paths"].items()]
    return [
        (f"{method.upper()} {path}", operation)
        for path, methods in paths
        for method, operation in methods.items()
    ]


@pytest.mark.parametrize("service", SERVICES)
def test_the_committed_document_is_what_the_code_says(service: str) -> None:
    assert (FOLDER / f"{service}.json").read_text() == rendered(service), "make openapi"


def test_there_is_a_document_for_each_service_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_the_document_is_openapi_31(service: str) -> None:
    assert document(service)["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(document(service)).validate()


@pytest.mark.parametrize("service", SERVICES)
def test_every_reference_leads_somewhere_and_every_schema_is_used(service: str) -> None:
    text = json.dumps(document(service))
    named = {f"#/components/schemas/{name}" for name in document(service)["components"]["schemas"]}
    assert {part.split('"')[0] for part in text.split('"$ref": "')[1:]} == named


@pytest.mark.parametrize("service", SERVICES)
def test_no_look_alike_of_an_ascii_digit_is_taken(service: str) -> None:
    r"""A pattern's \d takes the digits of every script: a code with a full-width one would be a
    second agency."""
    assert r"\\d" not in (FOLDER / f"{service}.json").read_text()


def test_every_operation_has_a_name_of_its_own_and_a_summary() -> None:
    names = [operation["operationId"] for _, operation in operations()]
    assert len(set(names)) == len(names)
    assert [name for name, operation in operations() if not operation["summary"]] == []


@pytest.mark.parametrize(("name", "operation"), operations())
def test_a_refusal_is_a_problem_document_with_its_own_codes(
    name: str, operation: dict[str, Any]
) -> None:
    refusals = {
        status: answer for status, answer in operation["responses"].items() if status >= "400"
    }
    assert {"500", "503"} <= set(refusals)
    tokens = [scheme for scheme in operation["security"] if scheme.keys() & {"citizen", "staff"}]
    assert ("401" in refusals) == ("403" in refusals) == bool(tokens)
    for status, answer in refusals.items():
        problem, narrowed = answer["content"][MEDIA_TYPE]["schema"]["allOf"]
        assert problem == {"$ref": "#/components/schemas/Problem"}
        assert narrowed["properties"]["status"] == {"const": int(status)}
        assert narrowed["properties"]["code"]["enum"]


@pytest.mark.parametrize(("name", "operation"), operations())
def test_a_creation_takes_an_idempotency_key_and_an_etag_can_be_given_back(
    name: str, operation: dict[str, Any]
) -> None:
    headers = {
        header["name"]: header["required"]
        for header in operation["parameters"]
        if header["in"] == "header"
    }
    assert headers.get("Idempotency-Key", False) == ("201" in operation["responses"])
    assert ("If-None-Match" in headers) == ("304" in operation["responses"])
