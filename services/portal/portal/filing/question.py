"""A page of the form: its questions, and its answers, which intake judges."""

import re
from dataclasses import dataclass, field
from typing import Any, Final

from front import formatting
from front.api_problem import ApiProblem
from front.filing.api import FilingApi
from front.filing.models import Draft
from front.forms.fields import Field, FormSchema
from front.forms.page_values import form_values
from front.forms.reading import answers_of, without_row
from front.forms.shown import ShownAnswer, errors_by_place, shown
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.public_api import PublicApi
from portal.session import anybody, owner

REMOVE: Final = re.compile(r"remove\.([a-z0-9_]{1,60})\.([0-9]{1,2})")
ADD: Final = re.compile(r"add\.([a-z0-9_]{1,60})")
FROM_CHECK: Final = "xem-lai"


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """The page that is shown: its fields and title, in the draft's present state."""

    draft: Draft
    etag: str
    id: str
    title: str
    fields: tuple[Field, ...]

    @property
    def path(self) -> str:
        """Where it is shown."""
        return f"/nop/{self.draft.draft}/trang/{self.id}"

    @property
    def has_changed(self) -> bool:
        """Whether its questions changed after they were answered."""
        return any(each.page == self.id and each.state == "again" for each in self.draft.pages)

    @property
    def stored(self) -> dict[str, Any]:
        """The answers so far; the profile's where there is none."""
        answers = self.draft.prefilled | self.draft.answers
        locked = {name: self.draft.prefilled.get(name) for name in self.draft.locked}
        return answers | locked


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was typed and could not be stored: `others` are answers of another tab, by field."""

    answers: dict[str, Any] = field(repr=False)
    errors: dict[str, str]
    status: int
    others: dict[str, ShownAnswer] = field(default_factory=dict, repr=False)


def show_question(visit: Visit, api: PublicApi) -> PageResponse:
    """The questions with the answers so far; raises ApiProblem, NoResponse."""
    page = _question_page(visit, api)
    if page.draft.state == "filed":
        return redirect(visit.site.link(f"/nop/{page.draft.draft}/da-nop"))
    return _page(visit, page)


def answer_question(visit: Visit, api: PublicApi) -> PageResponse:
    """Store the answers, then go on; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    page = _question_page(visit, api)
    action = visit.form.get("action", "save")
    answers = answers_of(page.fields, visit.form)
    removed = REMOVE.fullmatch(action)
    if removed:
        answers = without_row(answers, removed[1], int(removed[2]))
    content = {"page": page.id, "answers": answers, "finished": action == "save"}
    try:
        filing = FilingApi(api.routes, owner(visit))
        tagged = filing.answer(page.draft.draft, content, visit.form.get("etag", ""))
    except ApiProblem as problem:
        return _after_problem(visit, page, answers, problem)
    return redirect(visit.site.link(_next_path(page, tagged.content, action, visit)))


def _question_page(visit: Visit, api: PublicApi) -> QuestionPage:
    """Raises ApiProblem (404) for a page that is not shown."""
    tagged = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"])
    draft, name = tagged.content, visit.path_params["page"]
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(draft.procedure)
    form_page = procedure.form.page(name) if procedure.form else None
    is_shown = name in {task.page for task in draft.pages}
    if procedure.form is None or form_page is None or not is_shown:
        raise ApiProblem(404, "not_found", "")
    fields = FormSchema(procedure.form.answer_schema).fields(
        form_page.fields, visit.language, draft.locked
    )
    title = formatting.words(form_page.title, visit.language)
    return QuestionPage(draft, tagged.etag, name, title, fields)


def _after_problem(
    visit: Visit, page: QuestionPage, answers: dict[str, Any], problem: ApiProblem
) -> PageResponse:
    """The page with what was typed: mistakes beside their fields, or what another tab stored."""
    if problem.status == 412:
        others = {
            each.name: shown(each, page.draft.answers.get(each.name), visit)
            for each in page.fields
            if page.draft.answers.get(each.name) != answers.get(each.name)
        }
        return _page(visit, page, Attempt(answers, {}, 409, others))
    if problem.status != 422 or not problem.errors:
        raise problem
    errors = errors_by_place(problem.errors, problem.detail)
    return _page(visit, page, Attempt(answers, errors, 422))


def _page(visit: Visit, page: QuestionPage, attempt: Attempt | None = None) -> PageResponse:
    more = "" if attempt else visit.query.get("them", "")
    numbers = [task.page for task in page.draft.pages]
    return render(
        visit,
        "question.html",
        status=attempt.status if attempt else 200,
        page=page,
        answers=attempt.answers | _locked(page) if attempt else page.stored,
        errors=attempt.errors if attempt else {},
        others=attempt.others if attempt else {},
        number=numbers.index(page.id) + 1,
        count=len(numbers),
        came_from=_came_from(visit),
        **form_values(visit, more),
    )


def _locked(page: QuestionPage) -> dict[str, Any]:
    return {name: page.draft.prefilled.get(name) for name in page.draft.locked}


def _came_from(visit: Visit) -> str:
    sent = visit.form.get("ve") or visit.query.get("ve", "")
    return FROM_CHECK if sent == FROM_CHECK else ""


def _place_of_new_row(page: QuestionPage, name: str, rows: int) -> str:
    """The id of the first input of the empty row, so that the browser goes there."""
    columns = next((each.columns for each in page.fields if each.name == name), ())
    return f"{name}-{rows}-{columns[0].name}" if columns else f"{name}-{rows}"


def _next_path(page: QuestionPage, draft: Draft, action: str, visit: Visit) -> str:
    """The next page; back to the task list or the last look where the visitor came from there."""
    added, removed = ADD.fullmatch(action), REMOVE.fullmatch(action)
    came_from = _came_from(visit)
    keep = f"&ve={came_from}" if came_from else ""
    if added:
        place = _place_of_new_row(page, added[1], len(draft.answers.get(added[1], ())))
        return f"{page.path}?them={added[1]}{keep}#{place}"
    if removed:
        return f"{page.path}{keep.replace('&', '?')}#{removed[1]}"
    tasks = f"/nop/{draft.draft}"
    if action == "save" and came_from and not any(m.startswith("pages.") for m in draft.missing):
        return f"{tasks}/{FROM_CHECK}"
    behind = draft.page_after(page.id) if action == "save" else None
    return f"{tasks}/trang/{behind}" if behind else tasks
