"""What a desk does for whoever comes with a dossier: another look-up key, another contact."""

from typing import Any, Final

from desk.counter.card import read_card
from desk.counter.models import NewKey
from desk.counter.paper_place import filed_dossier
from desk.public_api import PublicApi
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.forms.typed import TypedForm, a_field
from front.responses import PageResponse, redirect, render
from front.visit import Visit

SERVED: Final = "/quay/ho-so/"


def show_served(visit: Visit, api: PublicApi) -> PageResponse:
    """What can be done for its applicant here; raises ApiProblem, NoResponse."""
    filed = filed_dossier(visit, api)
    return render(visit, "counter/served.html", filed=filed, done=visit.query.get("xong", ""))


def show_key_form(visit: Visit, api: PublicApi) -> PageResponse:
    """What another key means, and whose card was shown; raises ApiProblem, NoResponse."""
    filed_dossier(visit, api)
    return _key_page(visit, _key_form(visit))


def replace_key(visit: Visit, api: PublicApi) -> PageResponse:
    """The slip with the new key; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _key_form(visit).read(visit)
    if form.errors:
        return _key_page(visit, form)
    shown = shown_number(form)
    key = visit.idempotency_key("key", visit.path_params["dossier"], shown)
    change = Change("POST", "intake", _path(visit, "/lookup-key"), {"shown": shown}, key)
    try:
        replaced = api.change(visit, NewKey, change)
    except ApiProblem as problem:
        return _key_page(visit, form.refused(visit, problem))
    filed = filed_dossier(visit, api)
    return render(
        visit,
        "counter/slip.html",
        portal=api.portal,
        code=replaced.code,
        key=replaced.lookup_key,
        procedure=filed.procedure.name,
        agency=filed.agency_name,
        back=home_of(visit),
    )


def show_contact(visit: Visit, api: PublicApi) -> PageResponse:
    """Where notices go now, and the form for another place; raises ApiProblem, NoResponse."""
    return _contact_page(visit, api, _contact_form(visit))


def change_contact(visit: Visit, api: PublicApi) -> PageResponse:
    """Change it, or leave the notices to the desk; raises FormExpired, ApiProblem."""
    visit.require_form()
    form = _contact_form(visit).read(visit)
    if form.errors:
        return _contact_page(visit, api, form)
    content: dict[str, Any] = {
        name: form.values[name] for name in ("phone", "email") if name in form.values
    }
    content["shown"] = shown_number(form)
    key = visit.idempotency_key("contact", visit.path_params["dossier"], *content.values())
    change = Change("POST", "intake", _path(visit, "/contact"), content, key)
    try:
        api.change(visit, Nothing, change)
    except ApiProblem as problem:
        return _contact_page(visit, api, form.refused(visit, problem))
    return redirect(visit.site.link(f"{home_of(visit)}?xong=lien-lac"))


def home_of(visit: Visit) -> str:
    """The page of what can be done for the applicant."""
    return SERVED + visit.path_params["dossier"]


def shown_number(form: TypedForm) -> str:
    """The number on the card that was shown, typed or of its QR code."""
    text = str(form.values.get("shown", ""))
    card = read_card(text)
    return card.identity_number if card else "".join(text.split()).replace(".", "")[:20]


def _key_form(visit: Visit) -> TypedForm:
    return TypedForm((a_field(visit, "shown", "served", longest=500),))


def _contact_form(visit: Visit) -> TypedForm:
    return TypedForm(
        (
            a_field(visit, "shown", "served", longest=500),
            a_field(visit, "phone", "served", "tel", required=False, short=True, longest=32),
            a_field(visit, "email", "served", "email", required=False, longest=254),
        )
    )


def _key_page(visit: Visit, form: TypedForm) -> PageResponse:
    values = form.page_values(visit)
    return render(visit, "counter/key.html", status=form.status, home=home_of(visit), **values)


def _contact_page(visit: Visit, api: PublicApi, form: TypedForm) -> PageResponse:
    return render(
        visit,
        "counter/contact.html",
        status=form.status,
        home=home_of(visit),
        filed=filed_dossier(visit, api),
        **form.page_values(visit),
    )


def _path(visit: Visit, rest: str) -> str:
    return f"/dossiers/{part(visit.path_params['dossier'])}{rest}"
