"""The receipt's page, made to be printed."""

from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import key_holder, session_of


def show_receipt(visit: Visit, api: PublicApi) -> PageResponse:
    """The receipt (biên lai) of a settled fee; raises LookupRequired, ApiProblem, NoResponse."""
    try:
        receipt = api.receipt(key_holder(visit), visit.path_params["fee"])
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return render(visit, "no_receipt.html", status=404)
    return render(visit, "receipt.html", receipt=receipt, code=session_of(visit).code)
