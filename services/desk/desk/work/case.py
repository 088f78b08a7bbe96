"""The page of a case: what was filed beside what may be done, and what was done."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, TypeVar

from desk.public_api import PublicApi
from desk.work.act_table import form_of_act
from desk.work.api import CaseApi
from desk.work.case_acts import buttons_of
from desk.work.case_models import Case
from desk.work.dossier_models import Dossier
from desk.work.due import due_words
from desk.work.paper import papers_query
from front import formatting
from front.api import together
from front.api_problem import ApiProblem
from front.forms.fields import FormSchema
from front.forms.shown import ShownAnswer, shown
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import Visit

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page of the form with its answers."""

    title: str
    answers: tuple[ShownAnswer, ...]


def show_case(visit: Visit, api: PublicApi) -> PageResponse:
    """The case; a part without a response says so. Raises ApiProblem, NoResponse."""
    routes = CaseApi(api, visit, visit.path_params["dossier"])
    case, dossier, fees, documents, notices = _parts(routes)
    pages = _answers(visit, routes, case, dossier)
    done = form_of_act(visit.query.get("xong", ""))
    return render(
        visit,
        "work/case.html",
        case=case,
        dossier=dossier,
        pages=pages,
        fees=fees,
        documents=documents,
        notices=notices,
        buttons=buttons_of(case),
        done=done,
        due_words=partial(due_words, visit),
        papers_query=papers_query(paper.id for paper in dossier.papers) if dossier else "",
        entries=tuple(reversed(case.audit_entries)),
    )


def open_document(visit: Visit, api: PublicApi) -> PageResponse:
    """On to the file of a sealed document; raises ApiProblem, NoResponse."""
    routes = CaseApi(api, visit, visit.path_params["dossier"])
    url = routes.document_link(visit.path_params["document"]).url
    return redirect(url)


def _parts(routes: CaseApi) -> Any:
    """Case, dossier, fees, documents, notices; only the case has to be there."""
    reads: tuple[Callable[[], Any], ...] = (
        routes.case,
        routes.dossier,
        routes.fees,
        routes.documents,
        routes.notices,
    )
    tagged, *others = together(*reads)
    if isinstance(tagged, ApiProblem | NoResponse):
        raise tagged
    return tagged.content, *map(_available, others)


def _available(part: T | ApiProblem | NoResponse) -> T | None:
    """None of a part without a response, or that is no business of the official."""
    return None if isinstance(part, ApiProblem | NoResponse) else part


def _answers(
    visit: Visit, routes: CaseApi, case: Case, dossier: Dossier | None
) -> tuple[AnswerPage, ...]:
    """The form's pages with what was answered."""
    if dossier is None or not dossier.answers:
        return ()
    try:
        form = routes.procedure(case.procedure).form
    except (ApiProblem, NoResponse):
        return ()
    if form is None:
        return ()
    schema, answers = FormSchema(form.answer_schema), dossier.answers
    pages = (
        AnswerPage(
            formatting.words(page.title, visit.language),
            tuple(
                shown(field, answers.get(field.name), visit)
                for field in schema.fields(page.fields, visit.language)
                if field.name in answers
            ),
        )
        for page in form.pages
    )
    return tuple(page for page in pages if page.answers)
