"""The linters' rules can be kept, and see what breaks them."""

import json
from pathlib import Path
from typing import Any

from tests.clients.left_out import left_out_without_tools
from tools.openapi_lint import redocly, spectral


def written(folder: Path, document: dict[str, Any]) -> Path:
    """The document as a file."""
    path = folder / "fees.json"
    path.write_text(json.dumps(document))
    return path


def model() -> dict[str, Any]:
    """A document that keeps every rule."""
    amount = {"type": "integer", "title": "Amount", "description": "In dong."}
    fee = {
        "type": "object",
        "title": "Fee",
        "properties": {"amount": amount},
        "required": ["amount"],
    }
    content = {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/Fee"},
            "example": {"amount": 1},
        }
    }
    operation = {
        "operationId": "fees_create",
        "summary": "Create a fee",
        "description": "A fee of a dossier.",
        "tags": ["fees"],
        "security": [],
        "requestBody": {"required": True, "content": content},
        "responses": {
            "201": {"description": "Created.", "content": content},
            "422": {"description": "Not accepted."},
        },
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Fees",
            "version": "1.0.0",
            "description": "Fees of dossiers.",
            "license": {"name": "Apache 2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": "fees", "description": "What a dossier costs."}],
        "paths": {"/fees/v1/fees": {"post": operation}},
        "components": {"schemas": {"Fee": fee}},
    }


def test_a_document_that_keeps_the_rules_has_no_finding(tmp_path: Path) -> None:
    path = written(tmp_path, model())
    with left_out_without_tools():
        assert [*redocly(path), *spectral(path)] == []


def test_every_convention_that_is_broken_is_a_finding(tmp_path: Path) -> None:
    document = model()
    document["info"]["title"] = "Phí"
    document["components"]["schemas"]["Fee"]["properties"]["amount"].pop("description")
    operation = document["paths"]["/fees/v1/fees"]["post"]
    operation["operationId"] = "createFee"
    operation["summary"] = "This creates a fee for the dossier."
    operation["tags"] = ["money"]
    for name in ("security", "description"):
        del operation[name]
    operation["requestBody"]["content"]["application/json"].pop("example")
    operation["responses"]["201"]["content"] = {
        "application/json": {
            "schema": {"$ref": "#/components/schemas/Fee"},
            "example": {"amount": "1"},
        }
    }
    path = written(tmp_path, document)

    with left_out_without_tools():
        rules = {finding.rule for finding in [*redocly(path), *spectral(path)]}

    assert rules >= {
        "no-invalid-media-type-examples",
        "oas3-valid-media-example",
        "operation-description",
        "operation-id-form",
        "operation-security-explicit",
        "operation-summary-form",
        "operation-tag-defined",
        "property-description",
        "request-example",
        "security-defined",
        "title-ascii",
    }
