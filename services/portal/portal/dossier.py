"""The dossier's page: status, timeline and fees."""

from portal.api_models import Fee
from portal.http_client import NoResponse
from portal.pages import PageResponse, render
from portal.public_api import ApiProblem, PublicApi
from portal.visit import Visit


def show_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """The dossier with its fees; raises LookupRequired, ApiProblem, NoResponse."""
    dossier = api.dossier(visit.credentials)
    fees = _fees(visit, api)
    refunded = {fee.fee: fee.refunded for fee in dossier.fees}
    return render(visit, "dossier.html", dossier=dossier, fees=fees, refunded=refunded)


def _fees(visit: Visit, api: PublicApi) -> tuple[Fee, ...] | None:
    """The fees; None where payments is unavailable, which must not hide the rest of the page."""
    try:
        return api.fees(visit.credentials).items
    except NoResponse:
        return None
    except ApiProblem as problem:
        return () if problem.status == 404 else None
