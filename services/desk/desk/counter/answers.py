"""The answers of a form that was handed in on paper, as an official copies them.

Nobody judges them, and a filing does not need them.
"""

import re
from dataclasses import dataclass
from typing import Any, Final

from desk.counter.models import DeskDraft
from desk.public_api import PublicApi
from desk.session import official
from desk.work.procedure_models import FormPage, ProcedureForm
from front import formatting
from front.api import part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.forms.fields import Field, FormSchema
from front.forms.page_values import form_values
from front.forms.reading import answers_of, without_row
from front.responses import PageResponse, redirect, render
from front.visit import Visit

ROW: Final = re.compile(r"(add|remove)\.([a-z0-9_]{1,60})(?:\.([0-9]{1,2}))?")


class FormOfProcedure(ApiModel):
    """The form of a procedure; None where it has none of its own."""

    form: ProcedureForm | None = None


@dataclass(frozen=True, slots=True)
class PaperForm:
    """The pages of the form with their fields, and the draft with its ETag."""

    draft: DeskDraft
    etag: str
    pages: tuple[tuple[FormPage, tuple[Field, ...]], ...]

    @property
    def fields(self) -> tuple[Field, ...]:
        """Of all pages."""
        return tuple(field for _, fields in self.pages for field in fields)


def show_answers(visit: Visit, api: PublicApi) -> PageResponse:
    """All questions on one page; raises ApiProblem (404 without a form), NoResponse."""
    form = _form(visit, api)
    return _page(visit, form, form.draft.answers)


def store_answers(visit: Visit, api: PublicApi) -> PageResponse:
    """Replace the answers whole; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _form(visit, api)
    answers = answers_of(form.fields, visit.form)
    row = ROW.fullmatch(visit.form.get("action", ""))
    if row and row[1] == "remove":
        answers = without_row(answers, row[2], int(row[3] or 0))
    filing = FilingApi(api.routes, official(visit))
    try:
        filing.replace_answers(form.draft.draft, answers, visit.form.get("etag", ""))
    except ApiProblem as problem:
        if problem.status not in (409, 412, 422):
            raise
        return _page(visit, form, answers, sentence(visit, problem))
    home = f"/quay/{form.draft.draft}"
    if row is None:
        return redirect(visit.site.link(home))
    query = f"?them={row[2]}" if row[1] == "add" else ""
    return redirect(visit.site.link(f"{home}/to-khai{query}#{row[2]}"))


def _form(visit: Visit, api: PublicApi) -> PaperForm:
    id_part = part(visit.path_params["draft"])
    tagged = api.read_tagged(visit, DeskDraft, "intake", f"/drafts/{id_part}")
    draft = tagged.content
    path = f"/procedures/{part(draft.procedure)}"
    form = api.read(visit, FormOfProcedure, "intake", path).form
    if form is None or draft.state != "open":
        raise ApiProblem(404, "not_found", "")
    schema = FormSchema(form.answer_schema)
    pages = tuple((page, schema.fields(page.fields, visit.language)) for page in form.pages)
    return PaperForm(draft, tagged.etag, pages)


def _page(visit: Visit, form: PaperForm, answers: dict[str, Any], error: str = "") -> PageResponse:
    pages = [(formatting.words(page.title, visit.language), fields) for page, fields in form.pages]
    return render(
        visit,
        "counter/answers.html",
        status=409 if error else 200,
        draft=form.draft,
        etag=form.etag,
        pages=pages,
        answers=answers,
        error=error,
        errors={},
        **form_values(visit, visit.query.get("them", "")),
    )
