"""The pages of the digitisation of an original, but that of its scan."""

from typing import Any, Final

from desk.counter.digitisation import Digitisation, DigitisationApi
from desk.counter.models import Component, FiledPaper
from desk.public_api import PublicApi
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.papers import MOST_CHECKS
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from front.waits import begin_wait, checks_of, renewing

SIGNING_SECONDS: Final = 3


def show_originals(visit: Visit, api: PublicApi) -> PageResponse:
    """The originals that were digitised, and the papers of the procedure; raises ApiProblem."""
    routes = DigitisationApi(api, visit)
    filed = routes.filed()
    procedure = routes.procedure(filed.procedure.code)
    begun = routes.all().items
    return render(
        visit,
        "counter/originals.html",
        filed=filed,
        home=routes.home,
        begun=begun,
        names={each.id: each.name for each in procedure.documents},
        components=_filed_first(procedure.documents, filed.papers),
    )


def show_comparison(visit: Visit, api: PublicApi) -> PageResponse:
    """Step 1: the copy that was filed, and what the official states; raises ApiProblem."""
    return _comparison_page(visit, api, _comparison_form(visit))


def compare_original(visit: Visit, api: PublicApi) -> PageResponse:
    """Begin; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _comparison_form(visit).read(visit)
    if form.errors:
        return _comparison_page(visit, api, form)
    routes = DigitisationApi(api, visit)
    component = visit.path_params["component"]
    content = {
        "component": component,
        "sheets": form.values["sheets"],
        "agrees": form.values.get("agrees") is True,
    }
    key = visit.idempotency_key("compare", visit.path_params["dossier"], component)
    try:
        begun = routes.compare(content, key)
    except ApiProblem as problem:
        return _comparison_page(visit, api, form.refused(visit, problem))
    return redirect(visit.site.link(f"{routes.home}/{begun.digitisation}"))


def show_step(visit: Visit, api: PublicApi) -> PageResponse:
    """The step that is next; raises ApiProblem, NoResponse."""
    routes = DigitisationApi(api, visit)
    current = routes.one()
    if current.next_step == 2:
        return redirect(visit.site.link(f"{routes.page}/quet"))
    if current.next_step == 3:
        return redirect(visit.site.link(f"{routes.page}/mo-ta"))
    return _step_page(visit, routes, current)


def show_description(visit: Visit, api: PublicApi) -> PageResponse:
    """Step 3: what the paper is; raises ApiProblem, NoResponse."""
    routes = DigitisationApi(api, visit)
    current = routes.one()
    if current.next_step not in (3, 4):
        return redirect(visit.site.link(routes.page))
    values = current.description.model_dump(exclude_none=True) if current.description else {}
    return _description_page(visit, routes, current, _description_form(visit, values))


def describe_copy(visit: Visit, api: PublicApi) -> PageResponse:
    """Store it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    routes = DigitisationApi(api, visit)
    form = _description_form(visit, {}).read(visit)
    if form.errors:
        return _description_page(visit, routes, routes.one(), form)
    try:
        routes.describe(dict(form.values))
    except ApiProblem as problem:
        return _description_page(visit, routes, routes.one(), form.refused(visit, problem))
    return redirect(visit.site.link(routes.page))


def sign_copy(visit: Visit, api: PublicApi) -> PageResponse:
    """Step 4: the agency's seal signs the copy; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    routes = DigitisationApi(api, visit)
    try:
        routes.sign(visit.idempotency_key("sign", visit.path_params["digitisation"]))
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _step_page(visit, routes, routes.one(), sentence(visit, problem))
    return begin_wait(visit, routes.page)


def _filed_first(
    documents: tuple[Component, ...], papers: tuple[FiledPaper, ...]
) -> list[Component]:
    """Documents of which a copy was filed stand before the others."""
    filed = {paper.component for paper in papers}
    return sorted(documents, key=lambda each: (each.id not in filed, not each.required))


def _comparison_form(visit: Visit) -> TypedForm:
    return TypedForm(
        (
            a_field(visit, "sheets", "digitise", "number", short=True),
            a_field(visit, "agrees", "digitise", "declaration"),
        )
    )


def _description_form(visit: Visit, values: dict[str, Any]) -> TypedForm:
    fields = (
        a_field(visit, "kind", "digitise", longest=120),
        a_field(visit, "number", "digitise", short=True, longest=60),
        a_field(visit, "issuer", "digitise", longest=200),
        a_field(visit, "issued_on", "digitise", "date"),
        a_field(visit, "valid_until", "digitise", "date", required=False),
    )
    return TypedForm(fields, values)


def _comparison_page(visit: Visit, api: PublicApi, form: TypedForm) -> PageResponse:
    routes = DigitisationApi(api, visit)
    filed = routes.filed()
    component = routes.procedure(filed.procedure.code).component(visit.path_params["component"])
    if component is None:
        raise ApiProblem(404, "not_found", "")
    return render(
        visit,
        "counter/compare.html",
        status=form.status,
        filed=filed,
        home=routes.home,
        component=component,
        copies=[each for each in filed.papers if each.component == component.id],
        step=1,
        **form.page_values(visit),
    )


def _description_page(
    visit: Visit, routes: DigitisationApi, current: Digitisation, form: TypedForm
) -> PageResponse:
    return render(
        visit,
        "counter/describe.html",
        status=form.status,
        home=routes.home,
        path=routes.page,
        current=current,
        step=3,
        **form.page_values(visit),
    )


def _step_page(
    visit: Visit, routes: DigitisationApi, current: Digitisation, error: str = ""
) -> PageResponse:
    """It renews itself while the agency's seal is awaited, for a minute."""
    checks = checks_of(visit)
    is_awaited = current.state == "signing" and "stop" not in visit.query
    refreshes = is_awaited and 0 < checks < MOST_CHECKS
    response = render(
        visit,
        "counter/sign.html" if current.next_step == 4 else "counter/stored.html",
        status=409 if error else 200,
        home=routes.home,
        path=routes.page,
        code=visit.path_params["dossier"],
        current=current,
        step=current.next_step,
        error=error,
        seconds=SIGNING_SECONDS if refreshes else 0,
    )
    return renewing(visit, response, SIGNING_SECONDS) if refreshes else response
