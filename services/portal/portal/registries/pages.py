"""Who asked about my data, by which consents, and the end of one."""

from datetime import datetime
from typing import Final

from front.api import Change, Nothing, part
from front.api_models import LocalizedText
from front.api_problem import ApiModel
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import owner

PATH: Final = "/toi/tra-cuu"


class Field(ApiModel):
    """A field that was asked for."""

    name: str
    label: LocalizedText


class Entry(ApiModel):
    """One inquiry: who asked what, why and when."""

    at: datetime
    dossier: str | None = None
    registry_name: LocalizedText
    mode: str
    fields: tuple[Field, ...]
    procedure: str
    purpose: str
    agency: str
    by: str
    by_name: str
    ground: str
    law: str


class Entries(ApiModel):
    """A page of them, the newest first."""

    items: tuple[Entry, ...]
    next: str | None = None


class Consent(ApiModel):
    """By which a registry may be asked."""

    consent: str
    dossier: str | None = None
    registry_name: LocalizedText
    since: datetime
    until: datetime
    holds: bool


class Consents(ApiModel):
    """The newest of them."""

    items: tuple[Consent, ...]


def show_inquiries(visit: Visit, api: PublicApi) -> PageResponse:
    """All about the caller; raises ApiProblem, NoResponse."""
    after = visit.query.get("sau", "")
    query = {"cursor": after} if after else None
    entries = api.routes.read(Entries, owner(visit), "exchange", "/me/inquiries", query)
    consents = api.routes.read(Consents, owner(visit), "exchange", "/me/registry-consents")
    return render(visit, "inquiries.html", entries=entries, consents=consents, after=after)


def end_consent(visit: Visit, api: PublicApi) -> PageResponse:
    """End it now; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"/me/registry-consents/{part(visit.form.get('consent', ''))}"
    api.routes.change(Nothing, owner(visit), Change("DELETE", "exchange", path))
    return redirect(visit.site.link(f"{PATH}?thu-hoi"))
