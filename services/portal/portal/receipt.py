"""The receipt's page, made to be printed."""

from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit
from portal.dossier_access import access_of
from portal.public_api import PublicApi


def show_receipt(visit: Visit, api: PublicApi) -> PageResponse:
    """The receipt (biên lai) of a settled fee; raises LookupRequired, ApiProblem, NoResponse."""
    access = access_of(visit)
    try:
        receipt = api.receipt(access.caller, visit.path_params["fee"])
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return render(visit, "no_receipt.html", status=404, access=access)
    return render(visit, "receipt.html", receipt=receipt, access=access)
