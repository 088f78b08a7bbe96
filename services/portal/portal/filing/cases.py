"""Which case of papers a dossier is of, and which conditions of papers apply."""

from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.filing.api import FilingApi
from portal.filing.models import Draft
from portal.public_api import PublicApi
from portal.session import owner


def show_cases(visit: Visit, api: PublicApi) -> PageResponse:
    """The cases to choose from, and the conditional papers of those chosen.

    Raises ApiProblem, NoResponse.
    """
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    if draft.state == "filed":
        return redirect(visit.site.link(f"/nop/{draft.draft}/da-nop"))
    return render(visit, "cases.html", draft=draft)


def state_cases(visit: Visit, api: PublicApi) -> PageResponse:
    """Store what was stated; other cases have other conditions, so that these are shown next.

    Raises FormExpired, ApiProblem, NoResponse.
    """
    visit.require_form()
    filing = FilingApi(api.routes, owner(visit))
    draft = filing.draft(visit.path_params["draft"]).content
    stated = filing.state(draft.draft, _statement(visit, draft)).content
    is_same = stated.conditional == draft.conditional
    path = f"/nop/{draft.draft}" if is_same else f"/nop/{draft.draft}/truong-hop"
    return redirect(visit.site.link(path))


def _statement(visit: Visit, draft: Draft) -> dict[str, object]:
    """The boxes that are ticked; a procedure without cases has none to choose."""
    ticked = visit.form.get
    conditions = {each: bool(ticked(f"applies-{each}")) for each in draft.conditional}
    if not draft.case_choices:
        return {"conditions": conditions}
    cases = [each.id for each in draft.case_choices if ticked(f"case-{each.id}")]
    return {"paper_cases": cases, "conditions": conditions}
