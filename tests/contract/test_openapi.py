"""The committed OpenAPI documents: what the code says now, well-formed, and complete in what a
caller must know."""

import json
import re
from collections.abc import Iterator
from typing import Any

import pytest
import schemathesis
from jsonschema_rs import Draft202012Validator

from infra.openapi import FOLDER, document_without_texts, rendered
from infra.openapi_texts import stale_entries
from infra.places import SERVICES
from kit.core.local_time import LOCAL_TIME_PATTERN
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


def operations_in(loaded: dict[str, Any]) -> list[dict[str, Any]]:
    return [o for methods in loaded["paths"].values() for o in methods.values()]


@pytest.mark.parametrize("service", SERVICES)
def test_the_committed_document_is_what_the_code_says(service: str) -> None:
    assert (FOLDER / f"{service}.json").read_text() == rendered(service), "make openapi"


def test_every_text_of_descriptions_json_is_shown_somewhere() -> None:
    assert stale_entries(map(document_without_texts, SERVICES)) == set()


def test_there_is_a_document_for_each_service_and_no_other() -> None:
    assert {path.stem for path in FOLDER.iterdir()} == set(SERVICES)


@pytest.mark.parametrize("service", SERVICES)
def test_the_document_is_openapi_31(service: str) -> None:
    assert document(service)["openapi"] == "3.1.0"
    schemathesis.openapi.from_dict(document(service)).validate()


@pytest.mark.parametrize("service", SERVICES)
def test_a_generator_can_name_a_package_after_the_title(service: str) -> None:
    assert re.fullmatch(r"[A-Za-z :]+", document(service)["info"]["title"])


WITH_TOKEN = {"citizen", "staff", "integrator"}


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_names_its_schemes_and_every_scheme_is_used(service: str) -> None:
    loaded = document(service)
    schemes = [set().union(*operation["security"]) for operation in operations_in(loaded)]
    assert set().union(*schemes) == set(loaded["components"]["securitySchemes"])
    assert any(not of for of in schemes) or service in ("notifications", "partners", "letters"), (
        "what is public says so"
    )


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
    tokens = [scheme for scheme in operation["security"] if scheme.keys() & WITH_TOKEN]
    assert ("403" in refusals) == bool(tokens)
    shown = [each for each in operation["security"] if each in ({"client": []}, {"system": []})]
    assert ("401" in refusals) == bool(tokens or shown)
    for answer in refusals.values():
        problem, narrowed = answer["content"][MEDIA_TYPE]["schema"]["allOf"]
        assert problem == {"$ref": "#/components/schemas/Problem"}
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


@pytest.mark.parametrize(("name", "operation"), operations())
def test_an_operation_is_called_by_resource_and_verb(name: str, operation: dict[str, Any]) -> None:
    assert re.fullmatch(r"[a-z]+(_[a-z]+)+", operation["operationId"])
    assert len(operation["tags"]) == 1
    assert re.fullmatch(r"[A-Z]\S*( \S+){0,5}(?<!\.)", operation["summary"])
    assert operation["description"]


@pytest.mark.parametrize(("name", "operation"), operations())
def test_an_operation_has_an_example_of_what_is_sent_and_answered(
    name: str, operation: dict[str, Any]
) -> None:
    contents = [operation.get("requestBody", {}).get("content", {})]
    contents += [a.get("content", {}) for s, a in operation["responses"].items() if s < "300"]
    shown = ["example" in c["application/json"] for c in contents if "application/json" in c]
    assert all(shown)


@pytest.mark.parametrize("service", SERVICES)
def test_an_example_fits_its_schema(service: str) -> None:
    loaded = document(service)
    for methods in loaded["paths"].values():
        for operation in methods.values():
            contents = [operation.get("requestBody", {}).get("content", {})]
            contents += [a.get("content", {}) for a in operation["responses"].values()]
            for content in (c for part in contents for c in part.values() if "example" in c):
                schema = {**content["schema"], "components": loaded["components"]}
                Draft202012Validator(schema).validate(content["example"])


@pytest.mark.parametrize("service", SERVICES)
def test_every_field_and_parameter_says_what_it_means(service: str) -> None:
    loaded = document(service)
    fields = [
        f"{name}.{field}"
        for name, schema in loaded["components"]["schemas"].items()
        for field, part in schema.get("properties", {}).items()
        if not part.get("description")
    ]
    listed = operations_in(loaded)
    parameters = [p["name"] for o in listed for p in o["parameters"] if not p.get("description")]
    assert (fields, parameters) == ([], [])


@pytest.mark.parametrize("service", SERVICES)
def test_answers_are_open_to_additions_and_requests_closed(service: str) -> None:
    loaded = document(service)
    schemas = loaded["components"]["schemas"]
    listed = operations_in(loaded)
    sent = referenced([o.get("requestBody", {}) for o in listed], schemas)
    responses = referenced([o["responses"] for o in listed], schemas)
    assert sent & responses <= {n for n in schemas if "properties" not in schemas[n]}
    objects = {n for n, s in schemas.items() if "properties" in s}
    assert {
        n for n in sent & objects if schemas[n].get("additionalProperties") is not False
    } == set()
    assert {
        n for n in responses & objects if schemas[n].get("additionalProperties") is False
    } == set()


def referenced(part: Any, schemas: dict[str, Any]) -> set[str]:
    """The schemas that a part of the document leads to."""
    names, waiting = set[str](), [part]
    while waiting:
        text = json.dumps(waiting.pop())
        fresh = {ref.split('"')[0] for ref in text.split("#/components/schemas/")[1:]} - names
        names |= fresh
        waiting += [schemas[name] for name in fresh]
    return names


@pytest.mark.parametrize("service", SERVICES)
def test_every_moment_of_an_answer_has_one_form(service: str) -> None:
    loaded = document(service)
    schemas = loaded["components"]["schemas"]
    listed = operations_in(loaded)
    responses = {
        name: schemas[name] for name in referenced([o["responses"] for o in listed], schemas)
    }
    moments = [part for part in parts_of(responses) if part.get("format") == "date-time"]
    assert [part for part in moments if part.get("pattern") != LOCAL_TIME_PATTERN] == []


def parts_of(schema: Any) -> Iterator[dict[str, Any]]:
    """Every object in a document, at any depth."""
    if isinstance(schema, dict):
        yield schema
        for part in schema.values():
            yield from parts_of(part)
    if isinstance(schema, list):
        for part in schema:
            yield from parts_of(part)
