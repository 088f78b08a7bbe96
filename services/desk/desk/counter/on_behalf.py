"""What a desk sends for an applicant whose dossier a desk took: a supplement, a withdrawal."""

from typing import Any, Final

from desk.counter.handed import handed_papers, malformed_counts
from desk.counter.models import Component, FiledDossier, Procedure
from desk.counter.paper_place import filed_dossier
from desk.counter.served import home_of
from desk.public_api import PublicApi
from desk.session import official
from desk.work.procedure_models import ProcedureForm
from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.filing.paper_place import unfiled
from front.forms.fields import Field, FormSchema
from front.forms.page_values import form_values
from front.forms.reading import answers_of
from front.forms.shown import errors_by_place
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit

NO_ERRORS: Final[dict[str, str]] = {}
LONGEST_REASON: Final = 2000


class DossierForms(ApiModel):
    """The forms of what is sent to a filed dossier."""

    supplement: ProcedureForm


def show_supplement(visit: Visit, api: PublicApi) -> PageResponse:
    """What the agency requested, and what is there so far; raises ApiProblem, NoResponse."""
    filed = filed_dossier(visit, api)
    fields = _fields(visit, api)
    return _not_ours(visit, filed) if fields is None else _page(visit, api, filed, fields)


def send_supplement(visit: Visit, api: PublicApi) -> PageResponse:
    """Send files, papers and answers at once; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    filed = filed_dossier(visit, api)
    fields = _fields(visit, api)
    if fields is None:
        return _not_ours(visit, filed)
    components = [each.id for each in _components(visit, api, filed)]
    wrong = malformed_counts(components, visit.form)
    if wrong:
        errors = {wrong[0]: visit.translate("handed.malformed")}
        return _page(visit, api, filed, fields, errors)
    content = {
        "answers": answers_of(fields, visit.form),
        "handed_papers": handed_papers(components, visit.form),
    }
    key = visit.idempotency_key("supplement", filed.code)
    try:
        api.change(visit, Nothing, Change("POST", "intake", _path(visit), content, key))
    except ApiProblem as problem:
        return _page(visit, api, filed, fields, _errors(visit, problem))
    return redirect(visit.site.link(f"{home_of(visit)}?xong=bo-sung"))


def show_withdrawal(visit: Visit, api: PublicApi) -> PageResponse:
    """What a withdrawal means, and the reason; raises ApiProblem, NoResponse."""
    filed = filed_dossier(visit, api)
    if _fields(visit, api) is None:
        return _not_ours(visit, filed)
    return _withdrawal_page(visit, filed, _withdrawal_form(visit))


def request_withdrawal(visit: Visit, api: PublicApi) -> PageResponse:
    """Send the request; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    filed = filed_dossier(visit, api)
    form = _withdrawal_form(visit).read(visit)
    if form.errors:
        return _withdrawal_page(visit, filed, form)
    path = f"/dossiers/{part(filed.code)}/withdrawal"
    key = visit.idempotency_key("withdrawal", filed.code)
    change = Change("POST", "intake", path, {"reason": form.values["reason"]}, key)
    try:
        api.change(visit, Nothing, change)
    except ApiProblem as problem:
        return _withdrawal_page(visit, filed, form.refused(visit, problem))
    return redirect(visit.site.link(f"{home_of(visit)}?xong=rut"))


def _path(visit: Visit) -> str:
    return f"/dossiers/{part(visit.path_params['dossier'])}/supplement"


def _fields(visit: Visit, api: PublicApi) -> tuple[Field, ...] | None:
    """The questions of a supplement; None where its owner sends it, who filed online."""
    path = f"/dossiers/{part(visit.path_params['dossier'])}/forms"
    try:
        form = api.read(visit, DossierForms, "intake", path).supplement
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return None
    return FormSchema(form.answer_schema).fields(form.pages[0].fields, visit.language)


def _components(visit: Visit, api: PublicApi, filed: FiledDossier) -> tuple[Component, ...]:
    path = f"/procedures/{part(filed.procedure.code)}"
    documents = api.read(visit, Procedure, "intake", path).documents
    return tuple(sorted(documents, key=lambda each: not each.required))


def _not_ours(visit: Visit, filed: FiledDossier) -> PageResponse:
    """A dossier that its owner filed online: they act on it themselves."""
    return render(visit, "counter/owner_acts.html", status=409, filed=filed, home=home_of(visit))


def _errors(visit: Visit, problem: ApiProblem) -> dict[str, str]:
    if problem.status not in (409, 422):
        raise problem
    placed = errors_by_place(problem.errors, problem.detail)
    errors = {place: text for place, text in placed.items() if place}
    return errors or {"files": sentence(visit, problem)}


def _page(
    visit: Visit,
    api: PublicApi,
    filed: FiledDossier,
    fields: tuple[Field, ...],
    errors: dict[str, str] = NO_ERRORS,
) -> PageResponse:
    files: tuple[Any, ...] = ()
    components: tuple[Component, ...] = ()
    if filed.supplement_request:
        draft = FilingApi(api.routes, official(visit)).draft(filed.draft).content
        files = unfiled(draft, {each.id for each in filed.papers})
        components = _components(visit, api, filed)
    return render(
        visit,
        "counter/supplement.html",
        status=422 if errors else 200,
        filed=filed,
        home=home_of(visit),
        files=files,
        components=components,
        fields=fields,
        answers=answers_of(fields, visit.form),
        typed=visit.form,
        errors=errors,
        **form_values(visit),
    )


def _withdrawal_form(visit: Visit) -> TypedForm:
    reason = a_field(visit, "reason", "served", "long_text", lines=5, longest=LONGEST_REASON)
    return TypedForm((reason, a_field(visit, "sure", "served", "declaration")))


def _withdrawal_page(visit: Visit, filed: FiledDossier, form: TypedForm) -> PageResponse:
    return render(
        visit,
        "counter/withdrawal.html",
        status=form.status,
        filed=filed,
        home=home_of(visit),
        **form.page_values(visit),
    )
