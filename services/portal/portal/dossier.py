"""The dossier's page: status, timeline and fees."""

from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.api_models import Fee
from portal.public_api import PublicApi
from portal.session import key_holder, session_of


def show_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """The dossier with its fees; raises LookupRequired, ApiProblem, NoResponse."""
    dossier = api.dossier(key_holder(visit), session_of(visit).code)
    fees = _fees(visit, api)
    refunded = {fee.fee: fee.refunded for fee in dossier.fees}
    return render(visit, "dossier.html", dossier=dossier, fees=fees, refunded=refunded)


def _fees(visit: Visit, api: PublicApi) -> tuple[Fee, ...] | None:
    """The fees; None where payments is unavailable, which must not hide the rest of the page."""
    try:
        return api.fees(key_holder(visit), session_of(visit).code).items
    except NoResponse:
        return None
    except ApiProblem as problem:
        return () if problem.status == 404 else None
