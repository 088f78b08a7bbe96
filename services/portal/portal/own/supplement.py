"""The supplement of a dossier (bổ sung hồ sơ): what its agency requested, and the reply to it."""

from typing import Any, Final

from front import formatting
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.filing.paper_place import unfiled
from front.forms.fields import Field, FormSchema
from front.forms.page_values import form_values
from front.forms.reading import answers_of
from front.forms.shown import errors_by_place
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.models import Form
from portal.dossier_access import access_of
from portal.own.models import FiledDossier
from portal.own.show import own_api
from portal.public_api import PublicApi
from portal.session import owner

NO_ANSWERS: Final[dict[str, Any]] = {}
NO_ERRORS: Final[dict[str, str]] = {}


def show_supplement(visit: Visit, api: PublicApi) -> PageResponse:
    """What is requested, until when, and what is there so far; raises ApiProblem, NoResponse."""
    return _page(visit, api, own_api(visit, api).filed())


def send_supplement(visit: Visit, api: PublicApi) -> PageResponse:
    """Send everything at once; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    access, own = access_of(visit), own_api(visit, api)
    answers = answers_of(_fields(visit, own.forms().supplement), visit.form)
    key = visit.idempotency_key("supplement", access.code)
    try:
        own.supplement({"answers": answers}, key)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        errors = errors_by_place(problem.errors, problem.detail)
        errors = {place: text for place, text in errors.items() if place}
        errors = errors or {"files": sentence(visit, problem)}
        return _page(visit, api, own.filed(), answers, errors)
    return redirect(visit.site.link(f"{access.home}?da-gui=bo-sung"))


def _fields(visit: Visit, form: Form) -> tuple[Field, ...]:
    schema = FormSchema(form.answer_schema)
    return schema.fields(form.pages[0].fields, visit.language)


def _page(
    visit: Visit,
    api: PublicApi,
    filed: FiledDossier,
    answers: dict[str, Any] = NO_ANSWERS,
    errors: dict[str, str] = NO_ERRORS,
) -> PageResponse:
    access = access_of(visit)
    if filed.supplement_request is None:
        return render(visit, "no_supplement.html", access=access, filed=filed)
    forms = own_api(visit, api).forms()
    form = forms.supplement
    draft = FilingApi(api.routes, owner(visit)).draft(filed.draft).content
    return render(
        visit,
        "supplement.html",
        status=422 if errors else 200,
        access=access,
        filed=filed,
        files=unfiled(draft, {each.id for each in filed.papers}),
        papers=forms.papers,
        fields=_fields(visit, form),
        title=formatting.words(form.pages[0].title, visit.language),
        answers=answers,
        errors=errors,
        **form_values(visit),
    )
