"""The parameters of an operation in its OpenAPI document: path, query and headers."""

import re
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter

from kit.core.model import JsonDict
from kit.http.openapi.schemas import SCHEMAS, without_titles
from kit.http.operation import Operation

IDEMPOTENCY_KEY: JsonDict = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "example": "3f0c9a52-6f0e-4d1b-9b1e-0d6b9c1a2e47",
    "schema": {"type": "string", "pattern": "^[!-~][ -~]{6,62}[!-~]$"},
}
LANGUAGE: JsonDict = {
    "name": "Accept-Language",
    "in": "header",
    "required": False,
    "description": "The language of messages: Vietnamese, or English where it is preferred.",
    "schema": {"type": "string", "default": "vi"},
}
IF_NONE_MATCH: JsonDict = {
    "name": "If-None-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what the caller has; 304 if it still holds.",
    "schema": {"type": "string"},
}
IF_MATCH: JsonDict = {
    "name": "If-Match",
    "in": "header",
    "required": False,
    "description": "The ETag of what the caller has seen; 412 if it has changed since.",
    "schema": {"type": "string"},
}


def parameters_of(operation: Operation) -> list[JsonDict]:
    """Those of the path, then of the query, then headers."""
    return [*_path(operation), *_query(operation), *_headers(operation)]


def _path(operation: Operation) -> list[JsonDict]:
    return [
        {
            "name": name,
            "in": "path",
            "required": True,
            "schema": operation.path_types[name].json_schema(),
        }
        for name in re.findall(r"{(\w+)}", operation.path)
    ]


def _query(operation: Operation) -> list[JsonDict]:
    if operation.query is None:
        return []
    schema = TypeAdapter(operation.query).json_schema(ref_template=SCHEMAS + "{model}")
    required = schema.get("required", [])
    return [
        _parameter(name, _sendable(without_titles(schema)), required=name in required)
        for name, schema in schema.get("properties", {}).items()
    ]


def _parameter(name: str, schema: JsonDict, *, required: bool) -> JsonDict:
    text = schema.pop("description", "")
    described = {"description": text} if text else {}
    return {"name": name, "in": "query", "required": required, **described, "schema": schema}


def _sendable(schema: Any) -> JsonDict:
    """An optional query value is one that is left out: a null can't be sent."""
    schema = {k: v for k, v in schema.items() if k != "default" or v is not None}
    options = [o for o in schema.pop("anyOf", []) if o.get("type") != "null"]
    return {**schema, **options[0]} if len(options) == 1 else schema


def _headers(operation: Operation) -> list[JsonDict]:
    own = [
        {
            "name": name,
            "in": "header",
            "required": True,
            "description": text,
            "schema": {"type": "string"},
        }
        for name, text in operation.headers.items()
    ]
    hours = operation.retention // timedelta(hours=1)
    repeat = f"The same key and body get the same answer for {hours} hours."
    key = {**IDEMPOTENCY_KEY, "description": repeat}
    standard = [
        *([key] if operation.creates else []),
        *([IF_MATCH] if operation.if_match else []),
        *([IF_NONE_MATCH] if operation.etag and not operation.changes else []),
    ]
    return [*own, *standard, LANGUAGE]
