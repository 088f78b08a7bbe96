"""The page of an act: its form, a last look at what the applicant is told, and the act itself."""

from dataclasses import replace
from typing import Any, Final

from desk.public_api import PublicApi
from desk.work.act_body import field_of_problem
from desk.work.act_fields import ActFields
from desk.work.act_table import form_at
from desk.work.act_view import ActPage
from desk.work.api import CaseApi
from desk.work.fresh_sign_in import ask_again, is_fresh
from desk.work.proposals import proposal_of
from desk.work.result_choice import result_choice
from desk.work.result_fields import draft_of
from desk.work.result_file import named_file
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.forms.reading import answers_of
from front.responses import PageResponse, redirect
from front.visit import Visit

CHANGED: Final = 412
"""The status of an act on a state that is no more (If-Match)."""


def show_act(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of the act; raises ApiProblem, NoResponse."""
    page = _page(visit, api)
    return page.shown({}, notice=_refusal(page))


def perform_act(visit: Visit, api: PublicApi) -> PageResponse:
    """A last look, then the act; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    page = _page(visit, api)
    if visit.form.get("action") == "edit":
        return page.shown({})
    if page.missing:
        return page.shown(page.missing, status=422)
    is_last = visit.form.get("action") == "confirm"
    if page.form.fresh and not is_last and not is_fresh(visit):
        return ask_again(visit, page.path)
    try:
        if not is_last:
            return page.reviewed()
        page.routes.perform(page.form.route, page.body, etag=visit.form.get("etag", ""))
    except ApiProblem as problem:
        return _after_problem(page, problem)
    back = "/" if page.form.leaves else f"/ho-so/{page.case.code}"
    return redirect(visit.site.link(f"{back}?xong={page.form.name}"))


def _page(visit: Visit, api: PublicApi) -> ActPage:
    """The act of the address on the case of the address."""
    routes = CaseApi(api, visit, visit.path_params["dossier"])
    form = form_at(visit.path.rpartition("/")[2])
    tagged = routes.case()
    fields = ActFields(visit, api, routes, tagged.content).of(form)
    choice = result_choice(visit, routes, form, tagged.content) if form.has_result else None
    draft = draft_of(api, visit, routes.code, choice.chosen.code or "") if choice else None
    proposal = proposal_of(api, visit, routes) if form.name == "decide" else None
    file = named_file(visit, api) if form.name == "propose" else None
    page = ActPage(visit, api, routes, form, tagged, fields, choice, draft, file, proposal)
    return replace(page, answers=_answers(page))


def _answers(page: ActPage) -> dict[str, Any]:
    """What was typed; in a form that nobody sent yet, what is known beforehand."""
    if page.visit.form:
        return answers_of(page.all_fields, page.visit.form)
    prefilled = {e.name: e.shown for e in page.draft.fields if e.value} if page.draft else {}
    apology = page.case.apology
    if page.form.name == "extend" and apology:
        local = apology.due.isoformat()
        prefilled |= {"due_day": local[:10], "due_time": local[11:16], "reason": apology.reason}
    if page.form.name == "assign" and page.case.desk:
        prefilled |= {"desk": page.case.desk}
    return prefilled


def _refusal(page: ActPage) -> str:
    """Why the act is not allowed now, where it is not."""
    permissions = [p for act in page.form.acts if (p := page.case.permission(act))]
    if any(each.allowed for each in permissions):
        return ""
    because = next((each.because for each in permissions if each.because), None)
    return because or page.visit.translate("act.not_yours")


def _after_problem(page: ActPage, problem: ApiProblem) -> PageResponse:
    """The form with what was typed, and why the act was refused."""
    if problem.status in (401, 403, 404, 429):
        raise problem
    if problem.status == CHANGED:
        return page.shown({}, status=409, notice=_whose_change(page))
    errors: dict[str, str] = {}
    draft_names = {each.name for each in page.draft.fields} if page.draft else set()
    for each in problem.errors:
        place = each.pointer or each.field
        last = place.replace("/", ".").rpartition(".")[2]
        name = last if last in draft_names else field_of_problem(page.form, place)
        if name:
            errors.setdefault(name, each.detail or sentence(page.visit, problem))
    if problem.field and (name := field_of_problem(page.form, problem.field)):
        errors.setdefault(name, sentence(page.visit, problem))
    if errors:
        return page.shown(errors, status=422)
    return page.shown({}, status=problem.status, notice=sentence(page.visit, problem))


def _whose_change(page: ActPage) -> str:
    """Who was faster, and with what."""
    latest = page.case.audit_entries[-1] if page.case.audit_entries else None
    if latest is None or not latest.actor_name:
        return page.visit.translate("act.changed")
    act = page.visit.translate(f"done.{latest.act}")
    return page.visit.translate("act.changed_by", name=latest.actor_name, act=act)
