"""Which case of papers a dossier is of, and which conditions of papers apply."""

from dataclasses import dataclass

from front.callers import HasRoutes, signed_in
from front.filing.api import FilingApi
from front.filing.models import Draft
from front.responses import PageResponse, redirect, render
from front.visit import Visit


@dataclass(frozen=True, slots=True)
class CasePages:
    """The handlers of a client whose drafts lie below `path`."""

    path: str

    def show_cases(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """The cases to choose from, and the conditional papers of those chosen.

        Raises ApiProblem, NoResponse.
        """
        draft = FilingApi(api.routes, signed_in(visit)).draft(visit.path_params["draft"]).content
        home = f"{self.path}/{draft.draft}"
        if draft.state == "filed":
            return redirect(visit.site.link(f"{home}/da-nop"))
        return render(visit, "cases.html", draft=draft, home=home)

    def state_cases(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """Store what was stated; other cases have other conditions, so that these are shown next.

        Raises FormExpired, ApiProblem, NoResponse.
        """
        visit.require_form()
        filing = FilingApi(api.routes, signed_in(visit))
        draft = filing.draft(visit.path_params["draft"]).content
        stated = filing.state(draft.draft, _statement(visit, draft)).content
        home = f"{self.path}/{draft.draft}"
        is_same = stated.conditional == draft.conditional
        return redirect(visit.site.link(home if is_same else f"{home}/truong-hop"))


def _statement(visit: Visit, draft: Draft) -> dict[str, object]:
    """The boxes that are ticked; a procedure without cases has none to choose."""
    ticked = visit.form.get
    conditions = {each: bool(ticked(f"applies-{each}")) for each in draft.conditional}
    if not draft.case_choices:
        return {"conditions": conditions}
    cases = [each.id for each in draft.case_choices if ticked(f"case-{each.id}")]
    return {"paper_cases": cases, "conditions": conditions}
