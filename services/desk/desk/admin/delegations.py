"""Delegations (ủy quyền): to whom an official gives a right of theirs for a time, and its end."""

from typing import Any, Final

from desk.admin.form_page import AdminForm
from desk.admin.models import Delegation, Delegations, ListedOfficial, OfficialList
from desk.admin.questions import Question, choices, fields_of
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.forms.fields import Field
from front.responses import PageResponse, render
from front.visit import Visit

HOME: Final = "/uy-quyen"
MOST_AGENCIES: Final = 4
"""Of whose officials a page lists the possible deputies."""
TERMS: Final = (
    Question("role", "radios", options=("head", "approver"), words="role"),
    Question("kind", "radios", options=("TUQ", "KT"), words="delegation"),
    Question("since", "date"),
    Question("until", "date"),
)


def show_start(visit: Visit, api: PublicApi) -> PageResponse:
    """The official's own delegations, and the colleagues who may be deputies."""
    own = api.read(
        visit, Delegations, "casework", f"/staff/{part(visit.person.subject)}/delegations"
    )
    colleagues: dict[str, ListedOfficial] = {}
    for agency in session_of(visit).agencies[:MOST_AGENCIES]:
        try:
            page = api.read(visit, OfficialList, "casework", "/staff", {"agency": agency})
        except ApiProblem as problem:  # a delegated role does not reach there
            if problem.status not in (403, 404):
                raise
            continue
        colleagues |= {each.sub: each for each in page.items if not each.former}
    colleagues.pop(visit.person.subject, None)
    return render(
        visit, "admin/delegations.html", own=own.items, colleagues=list(colleagues.values())
    )


def show_deputy(visit: Visit, api: PublicApi) -> PageResponse:
    """What a deputy has of the official, and the form of another delegation."""
    return _form(visit, api).page()


def delegate(visit: Visit, api: PublicApi) -> PageResponse:
    """Give a right for a time: from the first day's beginning to the last day's end."""
    visit.require_form()

    def send(answers: dict[str, Any]) -> str:
        sub = visit.path_params["sub"]
        content = {
            "deputy": sub,
            "role": answers["role"],
            "kind": answers["kind"],
            "agency": answers["agency"],
            "since": f"{answers['since']}T00:00:00+07:00",
            "until": f"{answers['until']}T23:59:59+07:00",
        }
        key = visit.idempotency_key("delegations", sub)
        change = Change("POST", "casework", "/delegations", content, idempotency_key=key)
        api.change(visit, Delegation, change)
        return f"{HOME}/{part(sub)}?xong=1"

    return _form(visit, api).sent(send)


def revoke(visit: Visit, api: PublicApi) -> PageResponse:
    """End a delegation."""

    def send(_: dict[str, Any]) -> str:
        sub = visit.path_params["sub"]
        path = f"/staff/{part(sub)}/delegations/{part(visit.path_params['delegation'])}"
        api.change(visit, Nothing, Change("DELETE", "casework", path))
        return f"{HOME}/{part(sub)}?xong=1"

    name = names_of(visit, api, [visit.path_params["sub"]])(visit.path_params["sub"])
    form = AdminForm(visit, "revocation", HOME, subject=name)
    return form.sent(send)


def _form(visit: Visit, api: PublicApi) -> AdminForm:
    sub = visit.path_params["sub"]
    path = f"/staff/{part(sub)}/delegations"
    held = api.read(visit, Delegations, "casework", path).items
    own = session_of(visit).agencies
    agencies = Field(
        "agency",
        "select",
        visit.translate("admin_field.delegation_agency"),
        required=True,
        options=choices([(code, code) for code in own]),
    )
    fields = (agencies, *fields_of(visit, "delegation", TERMS))
    answers = {"agency": own[0]} if len(own) == 1 else {}
    return AdminForm(
        visit,
        "delegation",
        HOME,
        fields,
        answers,
        values={"held": held, "sub": sub},
        template="admin/deputy.html",
        subject=names_of(visit, api, [sub])(sub),
    )
