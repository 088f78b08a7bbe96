"""The receipt's page, made to be printed."""

from portal.pages import PageResponse, render
from portal.public_api import ApiProblem, PublicApi
from portal.visit import Visit


def show_receipt(visit: Visit, api: PublicApi) -> PageResponse:
    """The receipt (biên lai) of a settled fee; raises LookupRequired, ApiProblem, NoResponse."""
    try:
        receipt = api.receipt(visit.credentials, visit.path_params["fee"])
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return render(visit, "no_receipt.html", status=404)
    return render(visit, "receipt.html", receipt=receipt, code=visit.session.code)
