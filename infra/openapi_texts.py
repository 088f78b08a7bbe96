"""What the code does not carry into the zips: descriptions, the meaning of values, examples.

docs/api/descriptions.json has a description by field (`"draft"`), for path parameters above all,
the meanings of enumerated values by field, and the tags. A description in the code comes first.
docs/api/examples/<service>.json has the examples by operationId.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
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
    Texts(descriptions()).put_into(document)
    shown = examples(service)
    for operation in _operations(document):
        _show(operation, shown.get(operation["operationId"], {}))
    return document


def stale_entries(documents: Iterable[Json]) -> set[str]:
    """The entries of docs/api/descriptions.json that none of these documents shows: they have no
    such field, value or tag, or the code describes it itself."""
    texts = Texts(descriptions())
    for document in documents:
        texts.put_into(document)
    return texts.entries() - texts.used


class Texts:
    """The entries of descriptions.json; `used` names those that were put into a document."""

    def __init__(self, read: Json) -> None:
        self._tags, self._fields, self._values = read["tags"], read["fields"], read["values"]
        self.used: set[str] = set()

    def entries(self) -> set[str]:
        """The name of every entry: `tags.<tag>`, `fields.<field>`, `values.<field>.<value>`."""
        named = {f"tags.{tag}" for tag in self._tags} | {f"fields.{name}" for name in self._fields}
        return named | {
            f"values.{name}.{value}" for name, values in self._values.items() for value in values
        }

    def put_into(self, document: Json) -> None:
        """Describe the tags, schemas and parameters of a document."""
        for tag in document["tags"]:
            tag["description"] = self._text("tags", self._tags, tag["name"])
        for schema in document["components"]["schemas"].values():
            self._describe(schema)
        for operation in _operations(document):
            for parameter in operation["parameters"]:
                self._describe_field(parameter["name"], parameter)

    def _describe(self, schema: Json) -> None:
        for field, part in schema.get("properties", {}).items():
            self._describe_field(field, part)
            for inner in (part, part.get("items", {})):
                self._describe(inner)

    def _describe_field(self, field: str, part: Json) -> None:
        text = part.get("description") or self._text("fields", self._fields, field)
        meanings = self._values.get(field, {})
        shown = [value for value in _values(part) if value in meanings]
        self.used |= {f"values.{field}.{value}" for value in shown}
        lines = [text, *(f"- `{value}`: {meanings[value]}" for value in shown)]
        if any(lines):
            part["description"] = "\n".join(filter(None, lines))

    def _text(self, kind: str, texts: Mapping[str, str], name: str) -> str:
        if name in texts:
            self.used.add(f"{kind}.{name}")
        return texts.get(name, "")


def _operations(document: Json) -> Iterator[Json]:
    for methods in document["paths"].values():
        yield from methods.values()


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
