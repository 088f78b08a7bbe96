"""A paper of the data warehouse in the place of an upload."""

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.routes import ULID
from front.visit import Visit
from portal.filing.paper_place import place_of
from portal.input import CODE
from portal.public_api import PublicApi
from portal.session import owner
from portal.warehouse.api import WarehouseApi


def show_reusable(visit: Visit, api: PublicApi) -> PageResponse:
    """The papers that hold today; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def reuse_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """Put the chosen one into the draft; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    dossier, _, document = visit.form.get("paper", "").partition("/")
    if not (CODE.fullmatch(dossier) and ULID.fullmatch(document)):
        return _page(visit, api, visit.translate("reuse.missing"))
    place = place_of(visit, api)
    content = {"component": place.component, "dossier": dossier, "document": document}
    key = visit.idempotency_key("reuse", place.draft, *content.values())
    try:
        WarehouseApi(api.routes, owner(visit)).reuse(place.draft, content, key)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, sentence(visit, problem))
    return redirect(visit.site.link(place.path))


def _page(visit: Visit, api: PublicApi, error: str = "") -> PageResponse:
    place = place_of(visit, api, with_papers=False)
    stored = WarehouseApi(api.routes, owner(visit)).papers()
    papers = [each for each in stored.items if each.reusable]
    return render(
        visit,
        "reuse.html",
        status=422 if error else 200,
        place=place,
        papers=papers,
        error=error,
    )
