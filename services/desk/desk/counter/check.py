"""The last look at a draft of the desk, its filing, and what the person gets of it."""

from desk.counter.api import CounterApi
from desk.counter.draft import missing_papers
from desk.counter.handed import handed_papers, malformed_counts
from desk.counter.models import DeskDraft, SealedDocument, SealedDocuments
from desk.public_api import PublicApi
from desk.session import official, session_of
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.filing.models import Filing
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import Visit


def show_check(visit: Visit, api: PublicApi) -> PageResponse:
    """Who files what, and which papers are on the desk; raises ApiProblem, NoResponse."""
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    if draft.state == "filed":
        return redirect(visit.site.link(f"/quay/{draft.draft}/da-nop"))
    return _page(visit, draft)


def file_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """File it with the papers on the desk; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    components = [each.component for each in draft.components]
    wrong = malformed_counts(components, visit.form)
    if wrong:
        return _page(visit, draft, {wrong[0]: visit.translate("handed.malformed")})
    is_letter = draft.entry is not None and draft.entry.channel == "post"
    content = {
        "handed_papers": handed_papers(components, visit.form),
        "incomplete": is_letter and visit.form.get("incomplete") == "1",
    }
    key = visit.idempotency_key("file", draft.draft)
    try:
        FilingApi(api.routes, official(visit)).file(draft.draft, key, content)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, draft, {"papers": sentence(visit, problem)}, problem.status)
    session = session_of(visit).without_draft(draft.draft)
    return redirect(visit.site.link(f"/quay/{draft.draft}/da-nop"), session)


def show_filed(visit: Visit, api: PublicApi) -> PageResponse:
    """The code, the look-up key, and what is done next; raises ApiProblem, NoResponse."""
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    if draft.state != "filed":
        return redirect(visit.site.link(f"/quay/{draft.draft}"))
    filing = _filing(visit, api, draft)
    documents = _documents(visit, api, filing.code)
    receipt = next((each for each in documents if each.kind == "form-01"), None)
    return render(
        visit,
        "counter/filed.html",
        draft=draft,
        filing=filing,
        receipt=receipt,
        is_accepted=receipt is not None,
    )


def show_slip(visit: Visit, api: PublicApi) -> PageResponse:
    """The slip of the look-up key, to be printed; raises ApiProblem, NoResponse."""
    draft = CounterApi(api, visit).draft(visit.path_params["draft"])
    if draft.state != "filed":
        return redirect(visit.site.link(f"/quay/{draft.draft}"))
    filing = _filing(visit, api, draft)
    return render(
        visit,
        "counter/slip.html",
        portal=api.portal,
        code=filing.code,
        key=filing.lookup_key,
        procedure=draft.procedure_name,
        agency=draft.agency_name,
        back=f"/quay/{draft.draft}/da-nop",
    )


def _filing(visit: Visit, api: PublicApi, draft: DeskDraft) -> Filing:
    """Filing a filed draft again answers its code and present key, and changes nothing."""
    return FilingApi(api.routes, official(visit)).file(draft.draft, visit.random_token)


def _documents(visit: Visit, api: PublicApi, code: str) -> tuple[SealedDocument, ...]:
    """The sealed documents, as far as there are any and somebody answers."""
    try:
        documents: SealedDocuments = CounterApi(api, visit).documents(code)
    except (NoResponse, ApiProblem):
        return ()
    return tuple(each for each in documents.items if each.state == "sealed")


def _page(
    visit: Visit, draft: DeskDraft, errors: dict[str, str] | None = None, status: int = 422
) -> PageResponse:
    return render(
        visit,
        "counter/check.html",
        status=status if errors else 200,
        draft=draft,
        errors=errors or {},
        missing=missing_papers(draft),
        typed=visit.form,
    )
