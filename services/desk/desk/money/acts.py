"""What the acts on money share: a write of the visit's form, and why a service refused one."""

from typing import Any, Final, TypeVar

from pydantic import BaseModel

from desk.public_api import PublicApi
from front.api import Change
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.visit import Visit

M = TypeVar("M", bound=BaseModel)
PAYMENTS: Final = "payments"
EXPLAINED_ELSEWHERE: Final = (401, 403, 404, 429)
"""Statuses that have a page of the library."""


def write(visit: Visit, api: PublicApi, model: type[M], path: str, body: dict[str, Any]) -> M:
    """A write to payments; the form's nonce makes a second press the same act.

    Raises ApiProblem, NoResponse.
    """
    change = Change("POST", PAYMENTS, path, body, visit.idempotency_key(path))
    return api.change(visit, model, change)


def refusal(visit: Visit, problem: ApiProblem) -> str:
    """Why an act was refused, in a sentence; raises the problem where a page explains it."""
    if problem.status in EXPLAINED_ELSEWHERE:
        raise problem
    return sentence(visit, problem)
