"""Officials: those of an agency, one with their rights, their changes, their end."""

import re
from typing import Any, Final

from desk.admin.agencies import HOME as AGENCIES
from desk.admin.agencies import agency_of
from desk.admin.form_page import AdminForm
from desk.admin.models import Official, OfficialList, RightsChanges
from desk.admin.patterns import SUBJECT
from desk.admin.questions import ROLES, Question, fields_of
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

HOME: Final = "/quan-tri/can-bo"
RIGHTS: Final = (
    Question("name"),
    Question("office", required=False),
    Question("roles", "checkboxes", options=ROLES, words="role"),
    Question("agencies", "list", most=40),
    Question("desks", "list", required=False, most=20),
)


def show_start(visit: Visit, _: PublicApi) -> PageResponse:
    """The official's own agencies, and the way to an official by the code of their account."""
    code = visit.query.get("ma", "").strip()
    if re.fullmatch(SUBJECT, code):
        return redirect(visit.site.link(f"{HOME}/{part(code)}"))
    status = 422 if code else 200
    return render(
        visit,
        "admin/staff_start.html",
        status=status,
        typed=code,
        agencies=session_of(visit).agencies,
    )


def show_staff(visit: Visit, api: PublicApi) -> PageResponse:
    """The officials of an agency."""
    agency = agency_of(visit, api)
    after = visit.query.get("sau", "")
    query = {"agency": agency.code, "cursor": after}
    page = api.read(visit, OfficialList, "casework", "/staff", query)
    return render(
        visit,
        "admin/staff.html",
        agency=agency,
        page=page,
        after=after,
        back=f"{AGENCIES}/{agency.code}",
    )


def show_official(visit: Visit, api: PublicApi) -> PageResponse:
    """The rights, delegations and changes of an official; also of an account without rights."""
    sub = visit.path_params["sub"]
    official = _official(visit, api, sub)
    after = visit.query.get("sau", "")
    changes = _changes(visit, api, sub, after)
    who = names_of(visit, api, [each.by for each in changes.items])
    return render(
        visit,
        "admin/official.html",
        sub=sub,
        official=official,
        changes=changes,
        after=after,
        who=who,
    )


def show_rights(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of an official's rights."""
    sub = visit.path_params["sub"]
    official = _official(visit, api, sub)
    answers = official.model_dump(exclude={"delegations"}) if official else {}
    answers |= {name: list(answers.get(name, ())) for name in ("roles", "agencies", "desks")}
    return _rights(visit, api, answers).page()


def replace_rights(visit: Visit, api: PublicApi) -> PageResponse:
    """Give an official these rights, and no others."""
    sub = visit.path_params["sub"]

    def send(answers: dict[str, Any]) -> str:
        change = Change("PUT", "casework", f"/staff/{part(sub)}", answers)
        api.change(visit, Official, change)
        return f"{HOME}/{part(sub)}?xong=1"

    return _rights(visit, api, {}).sent(send)


def show_removal(visit: Visit, api: PublicApi) -> PageResponse:
    """A last look before every right is taken."""
    path = f"/staff/{part(visit.path_params['sub'])}"
    official = api.read(visit, Official, "casework", path)
    return _removal(visit, official.name).page()


def remove(visit: Visit, api: PublicApi) -> PageResponse:
    """Take every right from an official."""
    sub = visit.path_params["sub"]

    def send(_: dict[str, Any]) -> str:
        api.change(visit, Nothing, Change("DELETE", "casework", f"/staff/{part(sub)}"))
        return f"{HOME}/{part(sub)}?xong=1"

    return _removal(visit, names_of(visit, api, [sub])(sub)).sent(send)


def _rights(visit: Visit, api: PublicApi, answers: dict[str, Any]) -> AdminForm:
    sub = visit.path_params["sub"]
    fields = fields_of(visit, "rights", RIGHTS)
    name = names_of(visit, api, [sub])(sub)
    return AdminForm(visit, "rights", f"{HOME}/{part(sub)}", fields, answers, subject=name)


def _removal(visit: Visit, name: str) -> AdminForm:
    back = f"{HOME}/{part(visit.path_params['sub'])}"
    return AdminForm(visit, "removal", back, subject=name)


def _official(visit: Visit, api: PublicApi, sub: str) -> Official | None:
    """None for an account without rights, or beyond the reach of who reads."""
    try:
        return api.read(visit, Official, "casework", f"/staff/{part(sub)}")
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return None


def _changes(visit: Visit, api: PublicApi, sub: str, after: str) -> RightsChanges:
    try:
        query = {"cursor": after, "limit": "20"}
        path = f"/staff/{part(sub)}/changes"
        return api.read(visit, RightsChanges, "casework", path, query)
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return RightsChanges(items=())
