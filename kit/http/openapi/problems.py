"""The problem documents that an operation may answer, as its OpenAPI document promises them."""

from kit.core.errors import (
    Forbidden,
    Invalid,
    MalformedRequest,
    NotFound,
    ServiceError,
    SignInAgain,
    TokenRequired,
    TooLarge,
    TooManyRequests,
    Unavailable,
)
from kit.core.model import JsonDict
from kit.http import problem_details
from kit.http.idempotency import IdempotencyKeyRequired, IdempotencyKeyReused, RequestInFlight
from kit.http.lookup_attempt import LookupKeyRequired, TooManyAttempts
from kit.http.operation import Operation
from kit.http.pagination import BadCursor
from kit.persistence.vault import Unreadable
from kit.security.token_claims import TokenExpired, TokenInvalid

PROBLEM: JsonDict = {
    "type": "object",
    "description": "Problem details (RFC 9457).",
    "required": ["type", "title", "status", "detail", "code", "trace"],
    "properties": {
        "type": {"type": "string", "description": "`urn:motcua:problem:<code>`."},
        "title": {"type": "string", "description": "The status in words (RFC 9110)."},
        "status": {"type": "integer", "description": "The HTTP status."},
        "detail": {
            "type": "string",
            "description": "What to do, for a person, in the language of Accept-Language.",
        },
        "code": {"type": "string", "description": "The stable name of what is wrong."},
        "trace": {"type": "string", "description": "Names this request in our logs."},
        "field": {"type": "string", "description": "The first field or header that is wrong."},
        "state": {"type": "string", "description": "The present state, where it refuses an act."},
        "error": {
            "type": "string",
            "description": "The OAuth 2.0 error (RFC 6749, 5.2), where it is one.",
        },
        "errors": {
            "type": "array",
            "description": "Every broken rule: of the schema 20 at the most, of answers 100.",
            "items": {
                "type": "object",
                "properties": {
                    "field": {"type": "string", "description": "Path of the field."},
                    "rule": {"type": "string", "description": "The rule it breaks."},
                    "pointer": {
                        "type": "string",
                        "description": "Where it is in answers to a form (RFC 6901).",
                    },
                    "detail": {"type": "string", "description": "What to do, for a person."},
                },
                "required": ["field", "rule"],
            },
        },
    },
}
RETRY_AFTER: JsonDict = {
    "Retry-After": {
        "description": "In how many seconds to try again.",
        "schema": {"type": "string", "pattern": "^[0-9]+$"},
    }
}
SIGN_IN: JsonDict = {
    "WWW-Authenticate": {
        "required": True,
        "description": "How to sign in.",
        "schema": {"type": "string", "const": "Bearer"},
    }
}
CLIENT_SECRET: JsonDict = {
    "WWW-Authenticate": {
        "required": True,
        "description": "How an application shows who it is.",
        "schema": {"type": "string", "pattern": "^Basic"},
    }
}
SYSTEM_SIGNATURE: JsonDict = {
    "WWW-Authenticate": {
        "required": True,
        "description": "That a system shows who it is by a signature (RFC 9421).",
        "schema": {"type": "string", "const": "Signature"},
    }
}
SIGN_IN_AGAIN: JsonDict = {
    "WWW-Authenticate": {
        "required": True,
        "description": "How to sign in; of an old sign-in how old it may be (RFC 9470).",
        "schema": {"type": "string", "pattern": "^Bearer"},
    }
}
ALWAYS = (ServiceError, Unavailable, Unreadable, TooManyRequests)
"""Of any operation; the gateway too answers 429, and 503 as we do."""
PROBLEM_HEADERS = {401: SIGN_IN, 409: RETRY_AFTER, 429: RETRY_AFTER, 503: RETRY_AFTER}


def problem_schema(*, closed: bool) -> JsonDict:
    """The schema of every problem document."""
    if not closed:
        return PROBLEM
    errors = PROBLEM["properties"]["errors"]
    item = {**errors["items"], "additionalProperties": False}
    properties = {**PROBLEM["properties"], "errors": {**errors, "items": item}}
    return {**PROBLEM, "properties": properties, "additionalProperties": False}


def problem_responses(operation: Operation, schemas: str) -> JsonDict:
    """By status: every problem that can happen, with its stable codes and no others."""
    by_status: dict[int, set[str]] = {}
    for problem in _problems(operation):
        by_status.setdefault(problem.status, set()).add(problem.code)
    if operation.codes:
        by_status[Invalid.status].update(operation.codes)
    responses = {
        str(status): _response(status, sorted(codes), schemas)
        for status, codes in sorted(by_status.items())
    }
    if operation.is_for_clients:
        responses["401"]["headers"] = CLIENT_SECRET
    if operation.is_for_systems:
        responses["401"]["headers"] = SYSTEM_SIGNATURE
    return responses


def _response(status: int, codes: list[str], schemas: str) -> JsonDict:
    narrowed = {
        "type": "object",
        "properties": {"code": {"enum": codes}},
    }
    described: JsonDict = {
        "description": f"{problem_details.TITLES.get(status, 'Error')}: {', '.join(codes)}.",
        "content": {
            problem_details.MEDIA_TYPE: {
                "schema": {"allOf": [{"$ref": schemas + "Problem"}, narrowed]}
            }
        },
    }
    if SignInAgain.code in codes:
        described["headers"] = SIGN_IN_AGAIN
    elif status in PROBLEM_HEADERS:
        described["headers"] = PROBLEM_HEADERS[status]
    return described


def _problems(operation: Operation) -> set[type[ServiceError]]:
    problems: set[type[ServiceError]] = {*operation.problems, *ALWAYS}
    if operation.access.kinds:
        problems |= {TokenRequired, TokenInvalid, TokenExpired, Forbidden}
    if operation.access.fresh:
        problems.add(SignInAgain)
    if operation.access.or_key:
        problems |= {NotFound, TooManyAttempts}
        problems |= set() if operation.access.kinds else {LookupKeyRequired}
    if operation.path_types:
        problems |= {NotFound, problem_details.MalformedIdentifier}
    if operation.query:
        problems |= {Invalid, BadCursor} if "cursor" in operation.query.model_fields else {Invalid}
    if operation.method in ("POST", "PUT", "PATCH"):
        problems.add(TooLarge)
    if operation.body:
        problems |= {MalformedRequest, Invalid, problem_details.UnsupportedMediaType}
    if operation.creates:
        problems |= {IdempotencyKeyRequired, IdempotencyKeyReused, RequestInFlight}
    return problems
