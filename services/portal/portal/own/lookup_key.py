"""A new look-up key for a dossier whose key was lost or got into wrong hands."""

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, render
from front.visit import Visit
from portal.dossier_access import access_of
from portal.own.show import own_api
from portal.public_api import PublicApi


def show_key_form(visit: Visit, _: PublicApi) -> PageResponse:
    """What a new key means."""
    return render(visit, "new_key.html", access=access_of(visit), key="", error="")


def replace_key(visit: Visit, api: PublicApi) -> PageResponse:
    """The new key, to be written down or printed; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    access = access_of(visit)
    idempotency_key = visit.idempotency_key("key", access.code)
    try:
        key = own_api(visit, api).replace_key(idempotency_key).lookup_key
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        error = sentence(visit, problem)
        return render(visit, "new_key.html", status=409, access=access, key="", error=error)
    return render(visit, "new_key.html", access=access, key=key, error="")
