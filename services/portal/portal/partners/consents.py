"""The pages of consents to partners: let a partner see where a dossier stands, and end that."""

from datetime import timedelta
from typing import Final

from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.formatting import VIETNAM
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.partners.models import (
    PURPOSES,
    OwnDossier,
    PartnerConsent,
    PartnerConsents,
    Recipients,
)
from portal.public_api import PublicApi
from portal.session import anybody, owner

PATH: Final = "/toi/don-vi-tich-hop"
USUAL_DAYS: Final = 90


def show_consents(visit: Visit, api: PublicApi) -> PageResponse:
    """Those given, also the ended ones; raises ApiProblem, NoResponse."""
    consents = api.routes.read(PartnerConsents, owner(visit), "partners", "/consents")
    return render(visit, "partner_consents.html", consents=consents)


def show_new_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """The form; raises ApiProblem (404 for a dossier of somebody else), NoResponse."""
    _require_own(visit, api)
    last = visit.now.astimezone(VIETNAM).date() + timedelta(days=USUAL_DAYS)
    values = {"until": last.isoformat()}
    return _page(visit, TypedForm(_form(visit, api).fields, values))


def give_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """Give it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    _require_own(visit, api)
    form = _form(visit, api).read(visit)
    if form.errors:
        return _page(visit, form)
    content = {name: str(form.values[name]) for name in ("purpose", "until")}
    path = _path(visit.path_params["dossier"], str(form.values["partner"]))
    try:
        change = Change("PUT", "partners", path, content)
        api.routes.change(PartnerConsent, owner(visit), change)
    except ApiProblem as problem:
        if problem.status == 404:
            raise
        return _page(visit, form.refused(visit, problem))
    return redirect(visit.site.link(f"{PATH}?xong"))


def end_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """End it now; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = _path(visit.path_params["dossier"], visit.path_params["partner"])
    api.routes.change(Nothing, owner(visit), Change("DELETE", "partners", path))
    return redirect(visit.site.link(f"{PATH}?thu-hoi"))


def _require_own(visit: Visit, api: PublicApi) -> None:
    path = f"/dossiers/{part(visit.path_params['dossier'])}"
    api.routes.read(OwnDossier, owner(visit), "status", path)


def _path(dossier: str, partner: str) -> str:
    return f"/consents/{part(dossier)}/{part(partner)}"


def _form(visit: Visit, api: PublicApi) -> TypedForm:
    recipients = api.routes.read(Recipients, anybody(visit), "partners", "/recipients")
    options = [(each.id, each.name) for each in recipients.items]
    purposes = [(each, visit.translate(f"partner.purpose_{each}")) for each in PURPOSES]
    return TypedForm(
        (
            a_field(visit, "partner", "partner", "select", options=options),
            a_field(visit, "purpose", "partner", "select", options=purposes),
            a_field(visit, "until", "partner", "date"),
        )
    )


def _page(visit: Visit, form: TypedForm) -> PageResponse:
    dossier = visit.path_params["dossier"]
    return render(
        visit,
        "new_partner_consent.html",
        status=form.status,
        dossier=dossier,
        **form.page_values(visit),
    )
