"""The keys of a partner: made and shown once, and revoked."""

from desk.partners.models import NewKey
from desk.partners.partners import back, home_of, path_of, refused
from desk.public_api import PublicApi
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit


def issue(visit: Visit, api: PublicApi) -> PageResponse:
    """Make a key, and show it in the answer alone; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    key = visit.idempotency_key("keys", visit.path_params["partner"])
    change = Change("POST", "partners", f"{path_of(visit)}/keys", {}, idempotency_key=key)
    try:
        new = api.change(visit, NewKey, change)
    except ApiProblem as problem:
        return refused(visit, api, problem)
    return render(visit, "partners/key.html", key=new, back=home_of(visit))


def revoke(visit: Visit, api: PublicApi) -> PageResponse:
    """End a key at once; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"{path_of(visit)}/keys/{part(visit.path_params['key'])}"
    api.change(visit, Nothing, Change("DELETE", "partners", path))
    return back(visit)
