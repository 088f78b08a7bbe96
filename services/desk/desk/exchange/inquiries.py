"""Inquiries to registries about the applicant of a case: one is asked, all with their answers."""

from datetime import datetime
from typing import Any, Final

from desk.exchange.routes import ASKERS
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import Change, part
from front.api_models import LocalizedText
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

REFUSALS: Final = (400, 409, 422)


class Field(ApiModel):
    """A field of a registry."""

    name: str
    label: LocalizedText
    compared: bool


class Registry(ApiModel):
    """A registry that may be asked."""

    registry: str
    name: LocalizedText
    ground: str
    connected: bool
    fields: tuple[Field, ...]
    state: str | None = None


class Registries(ApiModel):
    """All of them."""

    items: tuple[Registry, ...]


class Paper(ApiModel):
    """A paper that data may replace."""

    component: str
    name: str
    registries: tuple[str, ...]
    outcome: str | None = None


class Inquiry(ApiModel):
    """A inquiry with its answer."""

    inquiry: str
    registry: str
    registry_name: LocalizedText
    mode: str
    fields: tuple[Field, ...]
    requested_at: datetime
    is_open: bool
    outcome: str | None = None
    differing: tuple[str, ...] = ()
    values: dict[str, str]


class Entry(ApiModel):
    """Who asked."""

    at: datetime
    registry_name: LocalizedText
    mode: str
    purpose: str
    by: str
    by_name: str
    ground: str
    law: str
    is_called: bool


class Inquiries(ApiModel):
    """What was asked about the applicant."""

    papers: tuple[Paper, ...]
    saved: int
    inquiries: tuple[Inquiry, ...]
    log: tuple[Entry, ...]


def show_inquiries(visit: Visit, api: PublicApi) -> PageResponse:
    """All of a dossier; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def ask(visit: Visit, api: PublicApi) -> PageResponse:
    """One more is asked; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    dossier = visit.path_params["dossier"]
    body: dict[str, Any] = {}
    if fields := visit.form.all("fields"):
        body = {"mode": "fetch", "fields": fields}
    registry = visit.form.get("registry", "")
    path = f"/dossiers/{part(dossier)}/inquiries/{part(registry)}"
    try:
        api.change(visit, Inquiry, Change("PUT", "exchange", path, body))
    except ApiProblem as problem:
        if problem.status not in REFUSALS:
            raise
        return _page(visit, api, sentence(visit, problem), problem.status)
    return redirect(visit.site.link(visit.path))


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    path = f"/dossiers/{part(visit.path_params['dossier'])}/inquiries"
    inquiries = api.read(visit, Inquiries, "exchange", path)
    registries = api.read(visit, Registries, "exchange", "/registries").items
    named = {each.registry: each for each in registries}
    compared = {
        each.registry
        for each in inquiries.inquiries
        if each.mode == "compare" and each.outcome in ("found", "differs")
    }
    return render(
        visit,
        "exchange/inquiries.html",
        status=status,
        dossier=visit.path_params["dossier"],
        shown=inquiries,
        named=named,
        askable=[each for each in registries if each.connected and each.ground == "law"],
        fetchable=[each for each in registries if each.registry in compared],
        may_ask=has_role(visit, ASKERS),
        awaits=any(each.is_open for each in inquiries.inquiries),
        error=error,
    )
