"""What the acts on letters share: a write of the visit's form, and why it was refused."""

from collections.abc import Mapping
from typing import Any, Final

from desk.public_api import PublicApi
from front.api import Change, Nothing
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.visit import Visit

LETTERS: Final = "letters"
LONGEST: Final = 2000
EXPLAINED_ELSEWHERE: Final = (401, 403, 404, 429)


def typed(visit: Visit, names: tuple[str, ...]) -> dict[str, str]:
    """The fields of a form that were filled in."""
    fields = {name: visit.form.get(name, "").strip() for name in names}
    return {name: value for name, value in fields.items() if value}


def write(
    visit: Visit, api: PublicApi, path: str, body: Mapping[str, Any], *, method: str = "PUT"
) -> str:
    """Why the act was refused, or ""; raises ApiProblem where a page explains it, NoResponse."""
    key = visit.idempotency_key("letters", path) if method == "POST" else ""
    try:
        api.change(visit, Nothing, Change(method, LETTERS, path, body, idempotency_key=key))
    except ApiProblem as problem:
        if problem.status in EXPLAINED_ELSEWHERE:
            raise
        return sentence(visit, problem)
    return ""
