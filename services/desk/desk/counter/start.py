"""The beginning of an intake: which procedure, how it came, and for whom."""

from typing import Final

from desk.counter.api import CounterApi
from desk.counter.entry_form import ALWAYS, GROUPS, content_of, entry_form, refused, with_card
from desk.counter.models import OfferingAgency, Procedure
from desk.public_api import PublicApi
from desk.session import session_of
from front.api_problem import ApiProblem
from front.forms.typed import TypedForm
from front.responses import PageResponse, redirect, render
from front.visit import Visit

LONGEST_TEXT: Final = 100


def show_counter(visit: Visit, api: PublicApi) -> PageResponse:
    """The search for a procedure, and drafts that are not filed yet; raises ApiProblem."""
    text = visit.query.get("q", "").strip()
    is_too_long = len(text) > LONGEST_TEXT
    counter = CounterApi(api, visit)
    results = None
    if text and not is_too_long:
        results = counter.search(text, visit.query.get("sau", ""))
    return render(
        visit,
        "counter/counter.html",
        status=422 if is_too_long else 200,
        text=text,
        is_too_long=is_too_long,
        results=results,
        drafts=session_of(visit).drafts,
    )


def show_entry(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of the intake; raises ApiProblem, NoResponse."""
    procedure, agencies = _offer(visit, api)
    return _page(visit, procedure, entry_form(visit, procedure, agencies))


def enter_draft(visit: Visit, api: PublicApi) -> PageResponse:
    """Enter the draft, or read a card into the form; raises FormExpired, ApiProblem."""
    visit.require_form()
    procedure, agencies = _offer(visit, api)
    form = with_card(visit, entry_form(visit, procedure, agencies).read(visit))
    if visit.form.get("action") == "card":
        errors = {"card": form.errors["card"]} if "card" in form.errors else {}
        return _page(visit, procedure, TypedForm(form.fields, form.values, errors))
    if form.errors:
        return _page(visit, procedure, form)
    key = visit.idempotency_key("enter", procedure.code, *map(str, form.values.values()))
    try:
        draft = CounterApi(api, visit).enter(content_of(form, procedure.code), key)
    except ApiProblem as problem:
        return _page(visit, procedure, refused(visit, form, problem))
    session = session_of(visit).with_draft(draft, procedure.code, visit.now)
    return redirect(visit.site.link(f"/quay/{draft}"), session)


def _offer(visit: Visit, api: PublicApi) -> tuple[Procedure, list[OfferingAgency]]:
    """The procedure and who takes it, the official's own first; raises ApiProblem (404) for one
    that no desk takes.
    """
    counter = CounterApi(api, visit)
    procedure = counter.procedure(visit.path_params["procedure"])
    if not {"counter", "post"} & {*procedure.channels}:
        raise ApiProblem(404, "not_found", "")
    agencies = counter.agencies_offering(procedure.code)
    own = [each for each in agencies if each.code in session_of(visit).agencies]
    return procedure, own or list(agencies)


def _page(visit: Visit, procedure: Procedure, form: TypedForm) -> PageResponse:
    fields = {each.name: each for each in form.fields}
    groups = [(name, [fields[each] for each in names]) for name, names in GROUPS]
    used = {
        name
        for name, names in GROUPS
        if any(each in form.values or each in form.errors for each in names if each != "rep_scope")
    }
    return render(
        visit,
        "counter/entry.html",
        status=form.status,
        procedure=procedure,
        groups=groups,
        always=ALWAYS,
        used=used,
        **form.page_values(visit),
    )
