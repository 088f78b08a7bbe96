"""The beginning of a filing: at which agency."""

from typing import Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.catalogue.models import Procedure
from portal.public_api import PublicApi
from portal.session import anybody, owner

NO_ERRORS: Final[dict[str, str]] = {}
LEVEL_TOO_LOW: Final = "account_level_too_low"


def show_start(visit: Visit, api: PublicApi) -> PageResponse:
    """What one needs, and where it is filed; raises ApiProblem, NoResponse."""
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(visit.path_params["procedure"])
    return _page(visit, api, procedure)


def begin_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """Create the draft; raises FormExpired, SignInRequired, ApiProblem, NoResponse."""
    visit.require_form()
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(visit.path_params["procedure"])
    agency = visit.form.get("agency", "")
    if not agency:
        return _page(visit, api, procedure, {"agency": visit.translate("start.agency_missing")})
    content = {"procedure": procedure.code, "agency": agency}
    key = visit.idempotency_key("draft", procedure.code, agency)
    try:
        draft = FilingApi(api.routes, owner(visit)).create(content, key)
    except ApiProblem as problem:
        if problem.code == LEVEL_TOO_LOW:
            return _page(visit, api, procedure, level_refusal=sentence(visit, problem))
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, procedure, {"agency": sentence(visit, problem)})
    return redirect(visit.site.link(f"/nop/{draft.draft}"))


def _page(
    visit: Visit,
    api: PublicApi,
    procedure: Procedure,
    errors: dict[str, str] = NO_ERRORS,
    level_refusal: str = "",
) -> PageResponse:
    if not procedure.is_filed_online:
        raise ApiProblem(404, "not_found", "")
    agencies = CatalogueApi(api.routes, anybody(visit)).agencies_offering(procedure.code)
    return render(
        visit,
        "start.html",
        status=403 if level_refusal else 422 if errors else 200,
        procedure=procedure,
        sign_in=_sign_in(visit, procedure, anew=bool(level_refusal)),
        level_refusal=level_refusal,
        agencies=agencies,
        errors=errors,
    )


def _sign_in(visit: Visit, procedure: Procedure, *, anew: bool) -> dict[str, str]:
    """The query of a sign-in for this procedure, with an account of the level that it needs."""
    level = {"muc": procedure.account_level} if procedure.account_level else {}
    return {"ve": visit.path} | level | ({"moi": "1"} if anew else {})
