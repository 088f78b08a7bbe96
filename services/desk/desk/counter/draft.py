"""A draft that a desk entered: what is there, grounds for papers that the State has, its end."""

from typing import Any, Final

from desk.counter.api import CounterApi
from desk.counter.models import DeskDraft, DeskPaperTask
from desk.public_api import PublicApi
from desk.session import official, session_of
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.responses import PageResponse, redirect, render
from front.visit import Visit

GROUNDS: Final = ("differs", "not_answered", "no_data")
"""NĐ 118/2025 Điều 4.2a: the database has other data, or did not respond."""
PAPER: Final = "papers."


def show_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """The list of what is to be done; raises ApiProblem, NoResponse."""
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    if draft.state == "filed":
        return redirect(visit.site.link(f"/quay/{draft.draft}/da-nop"))
    has_form = bool(CounterApi(api, visit).procedure(draft.procedure).form)
    return render(
        visit, "counter/draft.html", draft=draft, held=held_papers(draft), has_form=has_form
    )


def show_grounds(visit: Visit, api: PublicApi) -> PageResponse:
    """Papers whose data the State has, with the ground to request each; raises ApiProblem."""
    return _grounds_page(visit, CounterApi(api, visit).draft(visit.path_params["draft"]))


def state_grounds(visit: Visit, api: PublicApi) -> PageResponse:
    """Record the grounds; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    grounds = [_ground(visit, each) for each in held_papers(draft)]
    content = {"grounds": [each for each in grounds if each]}
    try:
        FilingApi(api.routes, official(visit)).state(draft.draft, content)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _grounds_page(visit, draft, sentence(visit, problem))
    return redirect(visit.site.link(f"/quay/{draft.draft}"))


def ask_data(visit: Visit, api: PublicApi) -> PageResponse:
    """Have the registries asked about who applies; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = visit.path_params["draft"]
    FilingApi(api.routes, official(visit)).ask_data(draft, visit.form.get("agrees") == "1")
    return redirect(visit.site.link(f"/quay/{draft}"))


def discard_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """Delete the draft with its files; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = visit.path_params["draft"]
    FilingApi(api.routes, official(visit)).discard(draft)
    return redirect(visit.site.link("/quay"), session_of(visit).without_draft(draft))


def held_papers(draft: DeskDraft) -> tuple[DeskPaperTask, ...]:
    """Papers whose data a database has."""
    return tuple(each for each in draft.components if each.held_by)


def missing_papers(draft: DeskDraft) -> tuple[str, ...]:
    """The documents that have no file: they may be there on paper."""
    return tuple(each.removeprefix(PAPER) for each in draft.missing if each.startswith(PAPER))


def _ground(visit: Visit, paper: DeskPaperTask) -> dict[str, Any] | None:
    ground = visit.form.get(f"ground-{paper.component}", "")
    if ground not in GROUNDS:
        return None
    database = "; ".join(paper.held_by)[:200]
    return {"component": paper.component, "ground": ground, "database": database}


def _grounds_page(visit: Visit, draft: DeskDraft, error: str = "") -> PageResponse:
    return render(
        visit,
        "counter/grounds.html",
        status=422 if error else 200,
        draft=draft,
        papers=held_papers(draft),
        grounds=GROUNDS,
        error=error,
    )
