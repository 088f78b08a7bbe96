"""The dossier's page: status, timeline and fees."""

from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.api_models import Fee
from portal.dossier_access import DossierAccess, access_of
from portal.public_api import PublicApi


def show_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """The dossier with its fees; raises LookupRequired, ApiProblem, NoResponse."""
    access = access_of(visit)
    dossier = api.dossier(access.caller, access.code)
    fees = fees_if_available(api, access)
    refunded = {fee.fee: fee.refunded for fee in dossier.fees}
    return render(
        visit, "dossier.html", access=access, dossier=dossier, fees=fees, refunded=refunded
    )


def fees_if_available(api: PublicApi, access: DossierAccess) -> tuple[Fee, ...] | None:
    """The fees; None where payments is unavailable, which must not hide the rest of the page."""
    try:
        return api.fees(access.caller, access.code).items
    except NoResponse:
        return None
    except ApiProblem as problem:
        return () if problem.status == 404 else None
