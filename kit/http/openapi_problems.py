"""The problem documents that an operation may answer, as its OpenAPI document promises them."""

from kit.core.errors import (
    BadRequest,
    Forbidden,
    Invalid,
    NotFound,
    ServiceError,
    TooLarge,
    Unauthorised,
    Unavailable,
)
from kit.core.model import JsonDict
from kit.http import problem_details
from kit.http.idempotency import IdempotencyKeyRequired, IdempotencyKeyReused, RequestInFlight
from kit.http.lookup_rate_limit import TooManyTries
from kit.http.operation import Operation
from kit.http.pagination import BadCursor
from kit.persistence.vault import Unreadable
from kit.security.access_tokens import TokenExpired, TokenInvalid

PROBLEM: JsonDict = {
    "type": "object",
    "description": "RFC 9457 problem details; `code` is stable, `detail` follows Accept-Language (vi, en).",
    "required": ["type", "title", "status", "detail", "code", "trace"],
    "additionalProperties": False,
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "trace": {"type": "string"},
        "field": {"type": "string"},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"field": {"type": "string"}, "rule": {"type": "string"}},
                "required": ["field", "rule"],
                "additionalProperties": False,
            },
        },
    },
}
RETRY_AFTER: JsonDict = {
    "Retry-After": {"description": "Seconds.", "schema": {"type": "string", "pattern": "^[0-9]+$"}}
}
SIGN_IN: JsonDict = {
    "WWW-Authenticate": {"required": True, "schema": {"type": "string", "const": "Bearer"}}
}
PROBLEM_HEADERS = {401: SIGN_IN, 409: RETRY_AFTER, 429: RETRY_AFTER, 503: RETRY_AFTER}


def problem_responses(operation: Operation, schemas: str) -> JsonDict:
    """By status: every problem that can happen, with its stable codes and no others."""
    by_status: dict[int, set[str]] = {}
    for problem in _problems(operation):
        by_status.setdefault(problem.status, set()).add(problem.code)
    if operation.codes:
        by_status[Invalid.status].update(operation.codes)
    return {
        str(status): _response(status, sorted(codes), schemas)
        for status, codes in sorted(by_status.items())
    }


def _response(status: int, codes: list[str], schemas: str) -> JsonDict:
    said = {"status": {"const": status}, "code": {"enum": codes}}
    described: JsonDict = {
        "description": f"{problem_details.TITLES.get(status, 'Error')}: {', '.join(codes)}.",
        "content": {
            problem_details.MEDIA_TYPE: {
                "schema": {"$ref": schemas + "Problem", "properties": said}
            }
        },
    }
    if status in PROBLEM_HEADERS:
        described["headers"] = PROBLEM_HEADERS[status]
    return described


def _problems(operation: Operation) -> set[type[ServiceError]]:
    found: set[type[ServiceError]] = {*operation.problems, ServiceError, Unavailable, Unreadable}
    if operation.access.kinds:
        found |= {Unauthorised, TokenInvalid, TokenExpired, Forbidden}
    if operation.access.or_key:
        found |= {NotFound, TooManyTries}
    if operation.path_types:
        found |= {NotFound, problem_details.MalformedIdentifier}
    if operation.query:
        found |= {Invalid, BadCursor} if "cursor" in operation.query.model_fields else {Invalid}
    if operation.method in ("POST", "PUT"):
        found.add(TooLarge)
    if operation.body:
        found |= {BadRequest, Invalid, problem_details.UnsupportedMedia}
    if operation.creates:
        found |= {IdempotencyKeyRequired, IdempotencyKeyReused, RequestInFlight}
    return found
