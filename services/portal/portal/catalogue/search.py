"""The search for procedures."""

from typing import Final

from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.catalogue.models import Fields
from portal.public_api import PublicApi
from portal.session import anybody

LONGEST_TEXT: Final = 100


def show_procedures(visit: Visit, api: PublicApi) -> PageResponse:
    """What was searched for, or every field; raises ApiProblem, NoResponse."""
    catalogue = CatalogueApi(api.routes, anybody(visit))
    text, field = visit.query.get("q", "").strip(), visit.query.get("linh-vuc", "")
    if len(text) > LONGEST_TEXT:
        return _page(visit, catalogue, text=text, status=422, error="catalogue.too_long")
    if not text and not field:
        return _page(visit, catalogue)
    try:
        results = catalogue.search(text, field, visit.query.get("sau", ""))
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        return _page(visit, catalogue, text=text, status=422, error="catalogue.not_understood")
    return render(
        visit,
        "procedures.html",
        text=text,
        field=field,
        results=results,
        error="",
        fields=None if results.items else _fields(catalogue),
    )


def _page(
    visit: Visit, catalogue: CatalogueApi, *, text: str = "", error: str = "", status: int = 200
) -> PageResponse:
    """The form with the fields, and what was wrong with the search."""
    return render(
        visit,
        "procedures.html",
        status=status,
        text=text,
        field="",
        results=None,
        error=error,
        fields=_fields(catalogue),
    )


def _fields(catalogue: CatalogueApi) -> Fields | None:
    """The fields; None where nobody answers: the search works without them."""
    try:
        return catalogue.fields()
    except (NoResponse, ApiProblem):
        return None
