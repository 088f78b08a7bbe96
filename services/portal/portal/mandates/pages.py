"""The pages of mandates: give one, take it back, claim what was given."""

from datetime import timedelta
from typing import Any, Final

from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.formatting import VIETNAM
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.input import CODE
from portal.mandates.models import Claims, Mandate, Mandates
from portal.public_api import PublicApi
from portal.session import owner

PATH: Final = "/toi/uy-quyen"
USUAL_DAYS: Final = 90


def show_mandates(visit: Visit, api: PublicApi) -> PageResponse:
    """Those given and those claimed; raises ApiProblem, NoResponse."""
    return _list_page(visit, api)


def show_new_mandate(visit: Visit, api: PublicApi) -> PageResponse:  # noqa: ARG001
    """The form for a dossier, or for new dossiers of a procedure."""
    first = visit.now.astimezone(VIETNAM).date()
    values = {
        "about": visit.query.get("ho-so", "") or visit.query.get("thu-tuc", ""),
        "scope": "read",
        "since": first.isoformat(),
        "until": (first + timedelta(days=USUAL_DAYS)).isoformat(),
    }
    return _form_page(visit, TypedForm(_form(visit).fields, values))


def give_mandate(visit: Visit, api: PublicApi) -> PageResponse:
    """Give it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _form(visit).read(visit)
    if form.errors:
        return _form_page(visit, form)
    content = _content(dict(form.values))
    key = visit.idempotency_key("mandate", *map(str, content.values()))
    change = Change("POST", "intake", "/me/mandates", content, key)
    try:
        api.routes.change(Mandate, owner(visit), change)
    except ApiProblem as problem:
        return _form_page(visit, form.refused(visit, problem))
    return redirect(visit.site.link(f"{PATH}?xong"))


def revoke_mandate(visit: Visit, api: PublicApi) -> PageResponse:
    """Take it back, or give it back; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"/me/mandates/{part(visit.path_params['mandate'])}"
    api.routes.change(Nothing, owner(visit), Change("DELETE", "intake", path))
    return redirect(visit.site.link(f"{PATH}?thu-hoi"))


def claim(visit: Visit, api: PublicApi) -> PageResponse:
    """Claim dossiers of a desk and mandates by one's identity; raises FormExpired, ApiProblem."""
    visit.require_form()
    change = Change("POST", "intake", "/me/claims", {}, visit.idempotency_key("claim"))
    try:
        claims = api.routes.change(Claims, owner(visit), change).content
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _list_page(visit, api, error=sentence(visit, problem))
    return _list_page(visit, api, claims=claims)


def _form(visit: Visit) -> TypedForm:
    scopes = [(scope, visit.translate(f"mandates.scope_{scope}")) for scope in ("read", "act")]
    return TypedForm(
        (
            a_field(visit, "full_name", "mandates", longest=200),
            a_field(visit, "identity_number", "mandates", short=True),
            a_field(visit, "about", "mandates", longest=40),
            a_field(visit, "scope", "mandates", "radios", options=scopes),
            a_field(visit, "since", "mandates", "date"),
            a_field(visit, "until", "mandates", "date"),
        )
    )


def _content(values: dict[str, Any]) -> dict[str, Any]:
    """One field takes both codes: that of a dossier holds a day, that of a procedure does not."""
    about = str(values.pop("about")).upper()
    return values | ({"dossier": about} if CODE.fullmatch(about) else {"procedure": about})


def _form_page(visit: Visit, form: TypedForm) -> PageResponse:
    return render(visit, "new_mandate.html", status=form.status, **form.page_values(visit))


def _list_page(
    visit: Visit, api: PublicApi, *, claims: Claims | None = None, error: str = ""
) -> PageResponse:
    mandates = api.routes.read(Mandates, owner(visit), "intake", "/me/mandates")
    return render(
        visit,
        "mandates.html",
        status=409 if error else 200,
        mandates=mandates,
        claims=claims,
        error=error,
    )
