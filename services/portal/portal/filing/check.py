"""The last look before a filing, the filing, and what the person gets of it."""

from typing import Final

from front.api_problem import ApiProblem
from front.filing.api import FilingApi
from front.filing.models import Draft
from front.forms.fields import FormSchema
from front.forms.shown import ShownAnswer, shown
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.filing.signature import signature_of
from portal.public_api import PublicApi
from portal.session import anybody, owner, session_of

UNFINISHED: Final = (
    "paper_unchecked",
    "answers_rejected",
    "paper_missing",
    "paper_case_missing",
    "form_signature_awaited",
    "form_signature_void",
)
"""Refusals of a filing that the page names; of others their sentence is shown."""


def show_check(visit: Visit, api: PublicApi) -> PageResponse:
    """Every answer with its way back, the papers, the fee; raises ApiProblem, NoResponse."""
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    if draft.state == "filed":
        return redirect(visit.site.link(f"/nop/{draft.draft}/da-nop"))
    answers = _shown_pages(visit, api, draft)
    signature = signature_of(visit, api, draft.draft)
    return render(
        visit,
        "check.html",
        draft=draft,
        answers=answers,
        signature=signature,
        problems=[code for code in UNFINISHED if code in visit.query],
    )


def file_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """File it; its code and key stay in the session. Raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = visit.path_params["draft"]
    key = visit.idempotency_key("file", draft)
    try:
        filing = FilingApi(api.routes, owner(visit)).file(draft, key)
    except ApiProblem as problem:
        if problem.code not in UNFINISHED:
            raise
        return redirect(visit.site.link(f"/nop/{draft}/xem-lai?{problem.code}"))
    session = session_of(visit).evolve(code=filing.code, key=filing.lookup_key)
    return redirect(visit.site.link(f"/nop/{draft}/da-nop"), session)


def show_filed(visit: Visit, api: PublicApi) -> PageResponse:
    """The dossier's code and look-up key, and what happens next; raises ApiProblem, NoResponse."""
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    if draft.state != "filed" or draft.dossier is None:
        return redirect(visit.site.link(f"/nop/{draft.draft}"))
    session = session_of(visit)
    if session.code == draft.dossier:
        return render(visit, "filed.html", draft=draft, key=session.key)
    filing = FilingApi(api.routes, owner(visit)).file(draft.draft, visit.random_token)
    opened = session.evolve(code=filing.code, key=filing.lookup_key)
    return redirect(visit.site.link(f"/nop/{draft.draft}/da-nop"), opened)


def _shown_pages(visit: Visit, api: PublicApi, draft: Draft) -> dict[str, list[ShownAnswer]]:
    """Page -> its answers for reading."""
    procedure = CatalogueApi(api.routes, anybody(visit)).procedure(draft.procedure)
    if procedure.form is None:
        return {}
    schema = FormSchema(procedure.form.answer_schema)
    answers = draft.answers | {name: draft.prefilled.get(name) for name in draft.locked}
    pages = {task.page: procedure.form.page(task.page) for task in draft.pages}
    return {
        name: [
            shown(each, answers.get(each.name), visit)
            for each in schema.fields(page.fields, visit.language)
        ]
        for name, page in pages.items()
        if page
    }
