"""The task list of a draft, and its end without a filing."""

from front.filing.api import FilingApi
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import owner


def show_tasks(visit: Visit, api: PublicApi) -> PageResponse:
    """Pages and papers, each with how far it is; raises ApiProblem, NoResponse."""
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    if draft.state == "filed":
        return redirect(visit.site.link(f"/nop/{draft.draft}/da-nop"))
    return render(visit, "tasks.html", draft=draft)


def ask_data(visit: Visit, api: PublicApi) -> PageResponse:
    """Have the registries asked; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = visit.path_params["draft"]
    FilingApi(api.routes, owner(visit)).ask_data(draft, visit.form.get("agrees") == "1")
    return redirect(visit.site.link(f"/nop/{draft}"))


def discard_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """Delete the draft with its files; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    FilingApi(api.routes, owner(visit)).discard(visit.path_params["draft"])
    return redirect(visit.site.link("/toi"))
