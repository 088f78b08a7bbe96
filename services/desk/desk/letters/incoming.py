"""Letters that an agency got, by state, and one of them with the acts that its state allows."""

from typing import Any, Final

from desk.letters.acts import LETTERS, LONGEST, typed, write
from desk.letters.models import Delivery, DeliveryPage
from desk.letters.routes import CLERKS, LEADERS, WORKERS
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import part
from front.responses import PageResponse, redirect, render
from front.visit import Visit

STATES: Final = (
    "arrived",
    "accepted",
    "assigned",
    "in_work",
    "finished",
    "refused",
    "withdrawn",
)
ACTS: Final[dict[str, tuple[str, ...]]] = {
    "arrived": ("accept", "refuse"),
    "accepted": ("assign", "finish"),
    "assigned": ("start", "assign", "finish"),
    "in_work": ("finish", "assign"),
}
"""State -> the acts that its page offers, each with a form of its own."""
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "accept": CLERKS,
    "refuse": CLERKS,
    "assign": LEADERS,
    "start": WORKERS,
    "finish": WORKERS,
    "agreed": CLERKS,
    "declined": CLERKS,
}
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "refuse": ("reason",),
    "assign": ("official", "due", "note"),
    "finish": ("note",),
}
REQUIRED: Final[dict[str, str]] = {"refuse": "reason", "assign": "official"}


def show_list(visit: Visit, api: PublicApi) -> PageResponse:
    """What is due first; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("tinh-trang", "")
    state = chosen if chosen in STATES else STATES[0]
    after, agency = visit.query.get("sau", ""), visit.query.get("co-quan", "").strip()
    requested = {"state": state, "cursor": after, "agency": agency}
    query = {name: value for name, value in requested.items() if value}
    page = api.read(visit, DeliveryPage, LETTERS, "/incoming", query)
    return render(
        visit,
        "letters/inbox.html",
        page=page,
        state=state,
        states=STATES,
        agency=agency,
        after=after,
    )


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def act(visit: Visit, api: PublicApi) -> PageResponse:
    """Do what the form says; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    name = visit.form.get("act", "")
    body: dict[str, Any] = typed(visit, FIELDS.get(name, ()))
    if name not in ROLES or REQUIRED.get(name, "act") not in {*body, "act"}:
        return _page(visit, api, visit.translate("letter.field_missing", most=LONGEST), 422)
    path = f"{_path(visit)}/{name}"
    if name in ("agreed", "declined"):
        path, body = f"{_path(visit)}/reply", {"reply": name}
    refusal = write(visit, api, path, body)
    if refusal:
        return _page(visit, api, refusal, 409)
    return redirect(visit.site.link(f"{visit.path}?xong=1"))


def _path(visit: Visit) -> str:
    values = visit.path_params
    return f"/incoming/{part(values['agency'])}/{part(values['letter'])}"


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    delivery = api.read(visit, Delivery, LETTERS, _path(visit))
    acts = ("agreed", "declined") if delivery.request else ACTS.get(delivery.state, ())
    return render(
        visit,
        "letters/incoming.html",
        status=status,
        delivery=delivery,
        acts=[each for each in acts if has_role(visit, ROLES[each])],
        fields=FIELDS,
        error=error,
    )
