"""What the code does not carry into the zips: descriptions, the meaning of values, examples.

docs/api/descriptions.json has a description by field (`"agency"`, or `"FeeView.agency"` where it
means something of its own), the meanings of enumerated values by field, and the tags. A description
in the code comes first. docs/api/examples/<service>.json has the examples by operationId.
"""

import json
from functools import cache
from pathlib import Path
from typing import Any

from infra.places import ROOT

API: Path = ROOT / "docs" / "api"
EXAMPLES = API / "examples"
JSON = "application/json"
Json = dict[str, Any]


@cache
def descriptions() -> Json:
    """docs/api/descriptions.json."""
    read: Json = json.loads((API / "descriptions.json").read_text(encoding="utf-8"))
    return read


def examples(service: str) -> Json:
    """operationId -> {"request": …, "response": …}."""
    path = EXAMPLES / f"{service}.json"
    read: Json = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    return read


def with_texts(document: Json, service: str) -> Json:
    """The document with descriptions, meanings and examples put in."""
    for tag in document["tags"]:
        tag["description"] = descriptions()["tags"].get(tag["name"], "")
    for name, schema in document["components"]["schemas"].items():
        _describe(name, schema)
    shown = examples(service)
    for methods in document["paths"].values():
        for operation in methods.values():
            for parameter in operation["parameters"]:
                _describe_field("", parameter["name"], parameter)
            _show(operation, shown.get(operation["operationId"], {}))
    return document


def _describe(name: str, schema: Json) -> None:
    for field, part in schema.get("properties", {}).items():
        _describe_field(name, field, part)
        for inner in (part, part.get("items", {})):
            if "properties" in inner:
                _describe(f"{name}.{field}", inner)


def _describe_field(schema: str, field: str, part: Json) -> None:
    field_texts = descriptions()["fields"]
    text = (
        part.get("description")
        or field_texts.get(f"{schema}.{field}")
        or field_texts.get(field, "")
    )
    meanings = descriptions()["values"].get(f"{schema}.{field}")
    meanings = meanings or descriptions()["values"].get(field, {})
    value_lines = [f"`{value}`: {meanings[value]}" for value in _values(part) if value in meanings]
    lines = [text, *(f"- {line}" for line in value_lines)]
    if any(lines):
        part["description"] = "\n".join(filter(None, lines))


def _values(part: Json) -> list[str]:
    """The values that a field may have: of itself, its options or its items."""
    own = [str(value) for value in part.get("enum", [])]
    own += [str(part["const"])] if "const" in part else []
    inner = [*part.get("anyOf", []), part.get("items", {}), part.get("schema", {})]
    return own + [value for option in inner if option for value in _values(option)]


def _show(operation: Json, shown: Json) -> None:
    request = operation.get("requestBody", {}).get("content", {})
    if "request" in shown:
        for content in request.values():
            content["example"] = shown["request"]
    for status, response in operation["responses"].items():
        content = response.get("content", {}).get(JSON)
        if status < "300" and content is not None and "response" in shown:
            content["example"] = shown["response"]
