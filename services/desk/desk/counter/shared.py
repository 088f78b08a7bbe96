"""Papers of people's data warehouses that they let the official's agency see."""

from datetime import date, datetime

from pydantic import Field

from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit


class Consent(ApiModel):
    """Who may see which paper, how long, for what."""

    consent: str
    dossier: str
    agency: str | None = None
    since: date
    until: date
    purpose: str = Field(repr=False)


class Consents(ApiModel):
    """Those that hold now."""

    items: tuple[Consent, ...]


class SharedPaper(ApiModel):
    """A paper with a link that opens it for five minutes."""

    name: str = Field(repr=False)
    number: str | None = Field(default=None, repr=False)
    issuer: str = Field(repr=False)
    issued_on: date
    valid_until: date | None = None
    state: str
    consent: Consent
    url: str = Field(repr=False)
    expires: datetime


def show_shared(visit: Visit, api: PublicApi) -> PageResponse:
    """The consents for the agencies of the official; raises ApiProblem, NoResponse."""
    consents = api.read(visit, Consents, "intake", "/shared-papers")
    return render(visit, "counter/shared.html", consents=consents)


def show_shared_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """One paper, with its link; its owner sees who opened it. Raises ApiProblem, NoResponse."""
    path = f"/shared-papers/{part(visit.path_params['consent'])}"
    paper = api.read(visit, SharedPaper, "intake", path)
    return render(visit, "counter/shared_paper.html", paper=paper)
