"""The OpenAPI 3.1 document of an API, from the annotations that are enforced."""

from collections.abc import Iterable

from kit.core.model import JsonDict
from kit.http.openapi.parameters import parameters_of
from kit.http.openapi.problems import problem_responses, problem_schema
from kit.http.openapi.schemas import SCHEMAS, Schemas
from kit.http.operation import JSON, Operation

BEARER = {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}
SECURITY: dict[str, JsonDict] = {
    "citizen": {**BEARER, "description": "A citizen's access token."},
    "staff": {**BEARER, "description": "An official's access token."},
    "integrator": {**BEARER, "description": "An access token of a partner's program."},
    "api_key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Api-Key",
        "description": "The key of a partner's program, without a token.",
    },
    "client": {
        "type": "http",
        "scheme": "basic",
        "description": "An application's id and secret.",
    },
    "system": {
        "type": "apiKey",
        "in": "header",
        "name": "Signature",
        "description": "A signature by RFC 9421 of another organisation's system.",
    },
    "lookup_key": {
        "type": "apiKey",
        "in": "header",
        "name": "X-Lookup-Key",
        "description": "The look-up key of the object, by whoever holds it and without a token.",
    },
}
ETAG: JsonDict = {
    "ETag": {
        "required": True,
        "description": "Names this state; send it back in If-None-Match.",
        "schema": {"type": "string"},
    }
}

LOCATION: JsonDict = {
    "Location": {
        "required": True,
        "description": "The next address.",
        "schema": {"type": "string"},
    }
}


def document(
    service: str,
    title: str,
    operations: Iterable[Operation],
    *,
    description: str = "",
    closed: bool = False,
) -> JsonDict:
    """The whole document of one service; its paths begin with the service's base path.

    `closed`: answers refuse additions (for tests).
    """
    listed = list(operations)
    schemas = Schemas(listed, closed=closed)
    paths: dict[str, JsonDict] = {}
    for operation in listed:
        path = paths.setdefault(f"/{service}{operation.path}", {})
        path[operation.method.lower()] = _operation(service, operation, schemas)
    used = {scheme for operation in listed for scheme in _schemes(operation)}
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "version": "1",
            "description": description,
            "license": {"name": "Apache-2.0", "identifier": "Apache-2.0"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": tag} for tag in dict.fromkeys(o.tag for o in listed if o.tag)],
        "paths": dict(sorted(paths.items())),
        "components": {
            "schemas": {**schemas.by_name, "Problem": problem_schema(closed=closed)},
            "securitySchemes": {name: SECURITY[name] for name in SECURITY if name in used},
        },
    }


def _operation(service: str, operation: Operation, schemas: Schemas) -> JsonDict:
    summary, _, text = operation.documentation.partition("\n")
    described: JsonDict = {
        "operationId": operation.id or f"{service}_{operation.name}",
        "summary": summary,
        "description": text.strip() or f"{summary}.",
        "tags": [operation.tag] if operation.tag else [],
        "security": [{scheme: list[str]()} for scheme in _schemes(operation)],
        "parameters": parameters_of(operation),
        "responses": _responses(operation, schemas),
    }
    if operation.access.roles:
        described["x-roles"] = sorted(operation.access.roles)
    if operation.access.fresh:
        described["x-fresh-sign-in"] = int(operation.access.fresh.total_seconds())
    content = _request(operation, schemas)
    if content:
        described["requestBody"] = {"required": True, "content": content}
    return described


def _schemes(operation: Operation) -> list[str]:
    kinds = [kind for kind in operation.access.kinds if kind in SECURITY]
    by_key = ["api_key"] * operation.access.is_for_programs + [
        "lookup_key"
    ] * operation.access.or_key
    further = by_key + ["client"] * operation.is_for_clients
    further += ["system"] * operation.is_for_systems
    return [*kinds, *further]


def _request(operation: Operation, schemas: Schemas) -> JsonDict:
    if operation.body:
        return {JSON: {"schema": schemas.request(operation.body)}}
    if operation.raw:
        kind = "object" if operation.raw == JSON else "string"
        return {operation.raw: {"schema": {"type": kind}}}
    return {}


def _responses(operation: Operation, schemas: Schemas) -> JsonDict:
    success: JsonDict = {"description": "Done."}
    if operation.status in (302, 303):
        success = {"description": "Where the browser goes next.", "headers": LOCATION}
    if operation.answers:
        success["content"] = {operation.media_type: {"schema": schemas.answer(operation.answers)}}
    if operation.etag:
        success["headers"] = ETAG
    responses: JsonDict = {str(operation.status): success}
    if operation.etag and not operation.changes:
        responses["304"] = {"description": "What the caller has still holds.", "headers": ETAG}
    return responses | problem_responses(operation, SCHEMAS)
