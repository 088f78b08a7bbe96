"""What a handler returns, as it is sent: models, ETags, problem documents."""

from collections.abc import Mapping
from hashlib import sha256
from types import MappingProxyType
from typing import NamedTuple

from pydantic import BaseModel

from kit.core.errors import ServiceError, Unauthorised
from kit.http import problem_details
from kit.http.http_message import HttpResponse
from kit.http.operation import Operation


class Response(NamedTuple):
    """More than a model: text that is ready, a status, headers, an ETag (unquoted)."""

    body: BaseModel | str | None
    status: int | None = None
    headers: Mapping[str, str] = MappingProxyType({})
    etag: str | None = None


def response_of(operation: Operation, returned: object, if_none_match: str) -> HttpResponse:
    """What a handler returned, as it is sent; 304 where the caller's ETag still holds."""
    response = returned if isinstance(returned, Response) else Response(returned)  # type: ignore[arg-type]
    body = response.body
    text = body.model_dump_json() if isinstance(body, BaseModel) else body or ""
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **response.headers}
    proofs = _proofs(operation)
    headers["Vary"] = ", ".join(("Accept-Language", *proofs))
    status = response.status or operation.status
    if status != 204:
        headers.setdefault("Content-Type", operation.media_type)
    if operation.etag:
        tag = f'"{response.etag or sha256(text.encode()).hexdigest()[:32]}"'
        headers["ETag"] = tag
        headers["Cache-Control"] = "private, no-cache" if proofs else "no-cache"
        if {tag, "*"} & {part.strip().removeprefix("W/") for part in if_none_match.split(",")}:
            return HttpResponse(304, headers, "")
    return HttpResponse(status, headers, text)


def _proofs(operation: Operation) -> list[str]:
    """The request headers that stand for a right: an answer under one is no other's."""
    access = operation.access
    named = {
        "Authorization": bool(access.kinds),
        "X-Api-Key": access.is_for_programs,
        "X-Lookup-Key": access.or_key or "X-Lookup-Key" in operation.headers,
    }
    return [name for name, counts in named.items() if counts]


def problem_response(error: ServiceError, language: str) -> HttpResponse:
    """A refusal as a problem document."""
    headers = {
        "Content-Type": problem_details.MEDIA_TYPE,
        "Content-Language": language,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        challenge = error.challenge if isinstance(error, Unauthorised) else "Bearer"
        headers["WWW-Authenticate"] = challenge
    return HttpResponse(error.status, headers, problem_details.document(error, language))
