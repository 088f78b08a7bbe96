"""The problem documents of the public routes."""

from typing import Final

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from front.http_client import NoResponse, Response

FINAL_5XX_CODES: Final = ("payment_provider_refused",)
"""Problems of status 5xx that a repeat does not change; another payment method may work."""
GATEWAY_BUSY: Final = "too_many_requests"
"""The gateway's problem where it got more requests than it takes: of all callers together."""


class ApiModel(BaseModel):
    """A part of a response; fields that no page shows are ignored."""

    model_config = ConfigDict(frozen=True, extra="ignore", defer_build=True)


class FieldProblem(ApiModel):
    """What is wrong with a field: its place (RFC 6901) and a sentence in the visitor's language."""

    field: str = ""
    rule: str = ""
    pointer: str = ""
    detail: str = ""


class ApiProblem(Exception):
    """A problem document of a route.

    `code` is stable, `detail` a sentence in the visitor's language, `retry_after` in seconds;
    `field` is the place of a single mistake, or "".
    """

    def __init__(
        self,
        status: int,
        code: str,
        detail: str,
        retry_after: int | None = None,
        errors: tuple[FieldProblem, ...] = (),
        field: str = "",
    ) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.detail = detail
        self.retry_after = retry_after
        self.errors = errors
        self.field = field


class _Problem(ApiModel):
    code: str
    detail: str = ""
    field: str = ""
    errors: tuple[FieldProblem, ...] = Field(default=())


def problem_of(response: Response) -> ApiProblem:
    """The problem of a response; raises NoResponse for what passes, an error of the server or the
    gateway's own limit, and for a body that breaks the API's schema.
    """
    try:
        problem = _Problem.model_validate_json(response.body)
    except ValidationError as error:
        raise NoResponse from error
    is_final = response.status < 500 or problem.code in FINAL_5XX_CODES
    if not is_final or problem.code == GATEWAY_BUSY:
        raise NoResponse
    return ApiProblem(
        response.status,
        problem.code,
        problem.detail,
        response.retry_after,
        problem.errors,
        problem.field,
    )
