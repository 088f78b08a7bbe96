"""The pages of consents: let an agency or a person see a paper, and end that."""

from datetime import timedelta
from typing import Any, Final

from front.api_problem import ApiProblem
from front.formatting import VIETNAM
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.agencies import AgencyApi
from portal.public_api import PublicApi
from portal.session import anybody, owner
from portal.warehouse.api import WarehouseApi
from portal.warehouse.models import UsedPaper

PATH: Final = "/toi/kho/chia-se"
USUAL_DAYS: Final = 30


def show_consents(visit: Visit, api: PublicApi) -> PageResponse:
    """Those given, also the ended and the revoked; raises ApiProblem, NoResponse."""
    consents = WarehouseApi(api.routes, owner(visit)).consents()
    names: dict[str, str] = {}
    if any(each.agency for each in consents.items):
        agencies = AgencyApi(api.routes, anybody(visit)).agencies()
        names = {each.code: each.name for each in agencies}
    return render(visit, "consents.html", consents=consents, names=names)


def show_new_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """The form; raises ApiProblem, NoResponse."""
    paper = _paper(visit, api)
    first = visit.now.astimezone(VIETNAM).date()
    last = first + timedelta(days=USUAL_DAYS)
    values = {"since": first.isoformat(), "until": last.isoformat()}
    return _page(visit, paper, TypedForm(_form(visit, api).fields, values))


def give_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """Give it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    paper = _paper(visit, api)
    form = _form(visit, api).read(visit)
    if form.errors:
        return _page(visit, paper, form)
    content: dict[str, Any] = dict(form.values)
    content |= {"dossier": paper.dossier, "document": paper.document}
    key = visit.idempotency_key("consent", *map(str, content.values()))
    try:
        WarehouseApi(api.routes, owner(visit)).consent(content, key)
    except ApiProblem as problem:
        return _page(visit, paper, form.refused(visit, problem))
    return redirect(visit.site.link(f"{PATH}?xong"))


def revoke_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """End it now; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    WarehouseApi(api.routes, owner(visit)).revoke(visit.path_params["consent"])
    return redirect(visit.site.link(f"{PATH}?thu-hoi"))


def _form(visit: Visit, api: PublicApi) -> TypedForm:
    agencies = AgencyApi(api.routes, anybody(visit)).agencies()
    options = [(each.code, each.name) for each in agencies]
    return TypedForm(
        (
            a_field(visit, "agency", "consents", "select", options=options, required=False),
            a_field(visit, "full_name", "consents", required=False, longest=200),
            a_field(visit, "identity_number", "consents", required=False, short=True),
            a_field(visit, "purpose", "consents", "long_text", lines=3, longest=500),
            a_field(visit, "since", "consents", "date"),
            a_field(visit, "until", "consents", "date"),
        )
    )


def _paper(visit: Visit, api: PublicApi) -> UsedPaper:
    values = visit.path_params
    return WarehouseApi(api.routes, owner(visit)).paper(values["dossier"], values["document"])


def _page(visit: Visit, paper: UsedPaper, form: TypedForm) -> PageResponse:
    return render(
        visit, "new_consent.html", status=form.status, paper=paper, **form.page_values(visit)
    )
