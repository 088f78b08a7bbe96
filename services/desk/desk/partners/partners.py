"""The list of partners, and one of them with its keys and its state."""

from typing import Final

from desk.partners.models import Partner, PartnerLine, PartnerList
from desk.partners.routes import PARTNERS
from desk.public_api import PublicApi
from front.api import Change, part
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

ACTS: Final = {"active": ("suspended", "ended"), "suspended": ("active", "ended"), "ended": ()}
"""State -> the states into which an administrator may bring it."""


def show_partners(visit: Visit, api: PublicApi) -> PageResponse:
    """Every partner; raises ApiProblem, NoResponse."""
    partners = api.read(visit, PartnerList, "partners", "/partners").items
    return render(visit, "partners/partners.html", partners=partners)


def show_partner(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return partner_page(visit, api)


def change_state(visit: Visit, api: PublicApi) -> PageResponse:
    """Suspend, resume or end it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"{path_of(visit)}/state"
    body = {"state": visit.form.get("state", "")}
    try:
        api.change(visit, PartnerLine, Change("PUT", "partners", path, body))
    except ApiProblem as problem:
        return refused(visit, api, problem)
    return back(visit)


def partner_page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    """The page of the partner in the address."""
    partner = api.read(visit, Partner, "partners", path_of(visit))
    return render(
        visit,
        "partners/partner.html",
        status=status,
        partner=partner,
        acts=ACTS[partner.state],
        error=error,
        home=home_of(visit),
    )


def refused(visit: Visit, api: PublicApi, problem: ApiProblem) -> PageResponse:
    """The page with why the service refused; other refusals are raised on."""
    if problem.status not in (409, 422):
        raise problem
    return partner_page(visit, api, sentence(visit, problem), problem.status)


def back(visit: Visit) -> PageResponse:
    """To the partner's page."""
    return redirect(visit.site.link(f"{home_of(visit)}?xong=1"))


def home_of(visit: Visit) -> str:
    """The page of the partner in the address."""
    return f"{PARTNERS}/{visit.path_params['partner']}"


def path_of(visit: Visit) -> str:
    """Its route."""
    return f"/partners/{part(visit.path_params['partner'])}"
