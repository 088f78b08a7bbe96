"""The lock of a case: who works on it, for a quarter of an hour."""

from desk.public_api import PublicApi
from desk.work.case_models import Lock
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.error_pages import refused
from front.responses import PageResponse, redirect
from front.visit import Visit


def take_lock(visit: Visit, api: PublicApi) -> PageResponse:
    """Show others who works on it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    code = visit.path_params["dossier"]
    content = {"take_over": visit.form.get("take_over") == "1"}
    change = Change("PUT", "casework", f"/cases/{part(code)}/lock", content)
    try:
        api.change(visit, Lock, change)
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return refused(visit, problem)
    return redirect(visit.site.link(f"/ho-so/{code}"))


def release_lock(visit: Visit, api: PublicApi) -> PageResponse:
    """Work on it no more; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    code = visit.path_params["dossier"]
    api.change(visit, Nothing, Change("DELETE", "casework", f"/cases/{part(code)}/lock"))
    return redirect(visit.site.link(f"/ho-so/{code}"))
