"""Problem documents (RFC 9457) in the caller's language, without a word of what was sent."""

import json
import re
from typing import TYPE_CHECKING

from kit.core.errors import BrokenRules, FieldError, Invalid, MalformedRequest, ServiceError
from kit.http.rules import rule_of
from kit.platform import tracing

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    410: "Gone",
    412: "Precondition Failed",
    413: "Content Too Large",
    415: "Unsupported Media Type",
    422: "Unprocessable Content",
    429: "Too Many Requests",
    500: "Internal Server Error",
    503: "Service Unavailable",
}
MEDIA_TYPE = "application/problem+json"
MOST_ERRORS = 20
NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,63}")


class UnsupportedMediaType(ServiceError):
    """The body is not JSON."""

    status = 415
    code = "unsupported_media_type"
    vi = "Nội dung phải ở định dạng JSON."
    en = "The body must be JSON."


class MalformedIdentifier(Invalid):
    """An identifier in the path does not have its form."""

    code = "malformed_identifier"
    vi = "Mã trong địa chỉ không đúng định dạng. Vui lòng chép lại nguyên mã."
    en = "A code in the address does not have the right form. Please copy all of it."


class BrokenSchema(BrokenRules):
    """Body or query break rules of the schema; the first rule of the domain gives its code."""

    def __init__(self, errors: list[FieldError], code: str, sentences: tuple[str, str]) -> None:
        super().__init__(errors)
        self.code = code  # type: ignore[misc]
        self.vi, self.en = sentences  # type: ignore[misc]


def broken(error: "ValidationError") -> ServiceError:
    """The refusal behind pydantic's finding: places and rules, never the values.

    A rule of the domain brings its sentences in the error's context: its type is our code.
    """
    findings = error.errors(include_url=False, include_input=False)
    if findings[0]["type"] == "json_invalid":
        return MalformedRequest()
    errors = [
        FieldError(".".join(map(_place, finding["loc"])), _rule(finding))
        for finding in findings[:MOST_ERRORS]
    ]
    context = findings[0].get("ctx", {})
    if _is_own(findings[0]):
        return BrokenSchema(errors, findings[0]["type"], (str(context["vi"]), str(context["en"])))
    return BrokenSchema(errors, Invalid.code, (Invalid.vi, Invalid.en))


def _rule(finding: "ErrorDetails") -> str:
    return finding["type"] if _is_own(finding) else rule_of(finding["type"])


def _is_own(finding: "ErrorDetails") -> bool:
    return {"vi", "en"} <= finding.get("ctx", {}).keys()


def _place(part: int | str) -> str:
    """A field's name; one that the caller made up is not repeated to him."""
    return str(part) if isinstance(part, int) or NAME.fullmatch(part) else "?"


def document(error: ServiceError, speaks: str) -> str:
    """The problem document as JSON text."""
    problem: dict[str, object] = {
        "type": f"urn:motcua:problem:{error.code}",
        "title": TITLES.get(error.status, "Error"),
        "status": error.status,
        "detail": error.message(speaks),
        "code": error.code,
        "trace": tracing.current(),
    }
    if error.field:
        problem["field"] = error.field
    if error.state:
        problem["state"] = error.state
    if error.oauth_error:
        problem["error"] = error.oauth_error
    if isinstance(error, BrokenRules):
        problem["errors"] = [_shown(each, speaks) for each in error.errors]
    return json.dumps(problem, ensure_ascii=False)


def _shown(error: FieldError, speaks: str) -> dict[str, str]:
    shown = {"field": error.field, "rule": error.rule}
    if error.pointer is not None:
        shown["pointer"] = error.pointer
    detail = error.en if speaks == "en" else error.vi
    return shown | ({"detail": detail} if detail else {})
