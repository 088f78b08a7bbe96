"""The schemas of an API's document: requests are closed, answers are open to additions."""

import json
from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from kit.core.model import JsonDict
from kit.http.operation import Operation

SCHEMAS = "#/components/schemas/"
Models = Iterable[type[BaseModel]]


class Schemas:
    """Every model of some operations, by name.

    A model that is both sent and answered has two schemas: the request's is called
    `<name>Request`. `closed`: answers refuse additions too, for tests that look for leaked fields.
    """

    def __init__(self, operations: Iterable[Operation], *, closed: bool = False) -> None:
        listed = list(operations)
        requests = _definitions({o.body for o in listed if o.body}, "validation")
        answers = _definitions({o.answers for o in listed if o.answers}, "serialization")
        answers = {name: _answer(schema, closed=closed) for name, schema in answers.items()}
        both = {n for n in requests.keys() & answers.keys() if requests[n] != answers[n]}
        self._renamed = {name: f"{name}Request" for name in both}
        self.by_name = answers | {
            self._renamed.get(name, name): self._renaming(schema)
            for name, schema in requests.items()
        }

    def request(self, model: type[BaseModel]) -> JsonDict:
        """A reference to what is sent."""
        return {"$ref": SCHEMAS + self._renamed.get(model.__name__, model.__name__)}

    def answer(self, model: type[BaseModel]) -> JsonDict:
        """A reference to what is answered."""
        return {"$ref": SCHEMAS + model.__name__}

    def _renaming(self, schema: JsonDict) -> JsonDict:
        text = json.dumps(schema)
        for name, other in self._renamed.items():
            text = text.replace(f'"{SCHEMAS}{name}"', f'"{SCHEMAS}{other}"')
        renamed: JsonDict = json.loads(text)
        return renamed


def _definitions(models: Models, mode: Any) -> dict[str, JsonDict]:
    listed = [(model, mode) for model in sorted(models, key=lambda m: m.__name__)]
    _, opened = models_json_schema(listed, ref_template=SCHEMAS + "{model}")
    definitions: dict[str, JsonDict] = without_titles(opened.get("$defs", {}))
    return definitions


def without_titles(schema: Any) -> Any:
    """pydantic's titles repeat the names; a property called `title` stays."""
    if isinstance(schema, list):
        return [without_titles(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        name: {key: without_titles(part) for key, part in value.items()}
        if name in ("properties", "$defs")
        else without_titles(value)
        for name, value in schema.items()
        if not (name == "title" and isinstance(value, str))
    }


def _answer(schema: JsonDict, *, closed: bool) -> JsonDict:
    """An answer's fields are always there: defaults are no business of its reader."""
    opened = dict(schema)
    if not closed and opened.get("additionalProperties") is False:
        del opened["additionalProperties"]
    if "properties" in opened:
        opened["properties"] = {
            name: {key: value for key, value in part.items() if key != "default"}
            for name, part in opened["properties"].items()
        }
    return opened
