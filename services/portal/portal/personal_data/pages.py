"""The pages of one's personal data: requests about it, and its erasure."""

from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.personal_data.api import PersonalDataApi
from portal.personal_data.models import KINDS
from portal.public_api import PublicApi
from portal.session import owner

PATH: Final = "/toi/du-lieu"
WHERE_ERASED: Final = "erase"


def show_personal_data(visit: Visit, api: PublicApi) -> PageResponse:
    """Requests so far, and what may be requested; raises ApiProblem, NoResponse."""
    after = visit.query.get("sau", "")
    requests = _api(visit, api).requests(after)
    return render(visit, "personal_data.html", requests=requests, after=after)


def show_request_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The form of a request about one's data."""
    return _form_page(visit, _form(visit))


def send_request(visit: Visit, api: PublicApi) -> PageResponse:
    """Send it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _form(visit).read(visit)
    if form.errors:
        return _form_page(visit, form)
    content: dict[str, Any] = dict(form.values)
    key = visit.idempotency_key("subject", *map(str, content.values()))
    try:
        _api(visit, api).send(content, key)
    except ApiProblem as problem:
        return _form_page(visit, form.refused(visit, problem))
    return redirect(visit.site.link(f"{PATH}?xong"))


def show_erasure(visit: Visit, api: PublicApi) -> PageResponse:
    """What an erasure of everything would reach; raises ApiProblem, NoResponse."""
    return _erasure_page(visit, api)


def request_erasure(visit: Visit, api: PublicApi) -> PageResponse:
    """Request the erasure of everything; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    if visit.form.get("sure") != "1":
        return _erasure_page(visit, api, visit.translate("erasure.sure_missing"))
    key = visit.idempotency_key("erasure")
    try:
        _api(visit, api).send({"kind": WHERE_ERASED}, key)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _erasure_page(visit, api, sentence(visit, problem))
    return redirect(visit.site.link(f"{PATH}?xong"))


def _api(visit: Visit, api: PublicApi) -> PersonalDataApi:
    return PersonalDataApi(api.routes, owner(visit))


def _form(visit: Visit) -> TypedForm:
    kinds = [(kind, visit.translate(f"data.kind_{kind}")) for kind in KINDS]
    return TypedForm(
        (
            a_field(visit, "kind", "data", "radios", options=kinds),
            a_field(visit, "dossier", "data", required=False, longest=40),
            a_field(visit, "statement", "data", "long_text", required=False, lines=5, longest=2000),
        )
    )


def _form_page(visit: Visit, form: TypedForm) -> PageResponse:
    return render(visit, "data_request.html", status=form.status, **form.page_values(visit))


def _erasure_page(visit: Visit, api: PublicApi, error: str = "") -> PageResponse:
    after = visit.query.get("sau", "")
    preview = _api(visit, api).preview_erasure(after)
    return render(
        visit,
        "erasure.html",
        status=422 if error else 200,
        preview=preview,
        errors={"sure": error} if error else {},
    )
