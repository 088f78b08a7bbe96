"""The OpenAPI 3.1 document of an API, from the annotations that are enforced."""

import inspect
import re
from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from kit.core.model import JsonDict
from kit.http.openapi_problems import PROBLEM, problem_responses
from kit.http.operation import Operation

SCHEMAS = "#/components/schemas/"
SECURITY = {
    "citizen": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "A citizen's access token.",
    },
    "staff": {
        "type": "http",
        "scheme": "bearer",
        "bearerFormat": "JWT",
        "description": "An official's access token.",
    },
}
LOOKUP_KEY: JsonDict = {
    "type": "apiKey",
    "in": "header",
    "name": "X-Lookup-Key",
    "description": "The look-up key of the object, by whoever holds it and without a token.",
}
IDEMPOTENCY_KEY: JsonDict = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
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
ETAG: JsonDict = {"ETag": {"required": True, "schema": {"type": "string"}}}


def document(service: str, title: str, operations: Iterable[Operation]) -> JsonDict:
    """The whole document of one service; its paths begin with the service's base path."""
    listed = list(operations)
    bodies = {o.body for o in listed if o.body} | {o.answers for o in listed if o.answers}
    modes = [(m, "validation") for m in sorted(bodies, key=lambda m: m.__name__)]
    _, found = models_json_schema(modes, ref_template=SCHEMAS + "{model}")  # type: ignore[arg-type]
    paths: dict[str, JsonDict] = {}
    for operation in listed:
        paths.setdefault(f"/{service}{operation.path}", {})[operation.method.lower()] = _operation(
            service, operation
        )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {**found.get("$defs", {}), "Problem": PROBLEM},
            "securitySchemes": SECURITY
            | ({"lookup_key": LOOKUP_KEY} if any(o.access.or_key for o in listed) else {}),
        },
    }


def _operation(service: str, operation: Operation) -> JsonDict:
    described: JsonDict = {
        "operationId": operation.id or f"{service}_{operation.name}",
        "summary": operation.summary,
        "parameters": [*_path(operation), *_query(operation), *_headers(operation)],
        "responses": _responses(operation),
    }
    text = (inspect.getdoc(operation.handler) or "").partition("\n")[2].strip()
    if text:
        described["description"] = text
    if operation.body:
        described["requestBody"] = {
            "required": True,
            "content": {
                "application/json": {"schema": {"$ref": SCHEMAS + operation.body.__name__}}
            },
        }
    if operation.raw:
        kind = "object" if operation.raw == "application/json" else "string"
        described["requestBody"] = {
            "required": True,
            "content": {operation.raw: {"schema": {"type": kind}}},
        }
    if operation.access.kinds:
        kinds = [
            *(k for k in operation.access.kinds if k in SECURITY),
            *["lookup_key"] * operation.access.or_key,
        ]
        described["security"] = [{kind: list[str]()} for kind in kinds]
        if operation.access.roles:
            described["x-roles"] = sorted(operation.access.roles)
    return described


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
        {"name": name, "in": "query", "required": name in required, "schema": _plain(found)}
        for name, found in schema.get("properties", {}).items()
    ]


def _plain(schema: Any) -> JsonDict:
    """An optional query value is one that is left out: a null can't be sent."""
    found = {
        k: v
        for k, v in schema.items()
        if k not in ("title", "default") or (k == "default" and v is not None)
    }
    options = [o for o in found.pop("anyOf", []) if o.get("type") != "null"]
    return {**found, **options[0]} if len(options) == 1 else found


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
    key = {
        **IDEMPOTENCY_KEY,
        "description": f"The same key and body get the same answer for {hours} hours.",
    }
    known = [*([key] if operation.creates else []), *([IF_NONE_MATCH] if operation.etag else [])]
    return [*own, *known, LANGUAGE]


def _responses(operation: Operation) -> JsonDict:
    answered: JsonDict = {"description": "Done."}
    if operation.answers:
        schema = {"$ref": SCHEMAS + operation.answers.__name__}
        answered["content"] = {operation.media_type: {"schema": schema}}
    if operation.etag:
        answered["headers"] = ETAG
    responses: JsonDict = {str(operation.status): answered}
    if operation.etag:
        responses["304"] = {"description": "What the caller has still holds.", "headers": ETAG}
    return responses | problem_responses(operation, SCHEMAS)
