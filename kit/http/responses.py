"""What a door answers, as the gateway gets it: models, ETags, problem documents."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import BaseModel

from kit.core.errors import ServiceError
from kit.http import problem_details
from kit.http.access import PUBLIC
from kit.http.idempotency import StoredResponse
from kit.http.operation import Operation


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that says more than a model: text that is ready, a status, headers, an ETag (unquoted)."""

    body: BaseModel | str | None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    etag: str | None = None


def kept(operation: Operation, answered: Any, if_none_match: str) -> StoredResponse:
    """A door's answer as it is sent and kept; 304 where the caller's ETag still holds."""
    answer = answered if isinstance(answered, Answer) else Answer(answered)
    body = (
        answer.body.model_dump_json() if isinstance(answer.body, BaseModel) else answer.body or ""
    )
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff", **answer.headers}
    status = answer.status or operation.status
    if status != 204:
        headers.setdefault("Content-Type", operation.media_type)
    if operation.etag:
        tag = f'"{answer.etag or sha256(body.encode()).hexdigest()[:32]}"'
        headers["ETag"] = tag
        headers["Cache-Control"] = "no-cache" if operation.access == PUBLIC else "private, no-cache"
        if {tag, "*"} & {part.strip().removeprefix("W/") for part in if_none_match.split(",")}:
            return StoredResponse(304, headers, "")
    return StoredResponse(status, headers, body)


def refusal(error: ServiceError, speaks: str) -> StoredResponse:
    """A refusal as a problem document."""
    headers = {
        "Content-Type": problem_details.MEDIA_TYPE,
        "Content-Language": speaks,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
    }
    if error.retry_after is not None:
        headers["Retry-After"] = str(error.retry_after)
    if error.status == 401:
        headers["WWW-Authenticate"] = "Bearer"
    return StoredResponse(error.status, headers, problem_details.document(error, speaks))
