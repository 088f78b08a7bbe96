"""Letters that an agency writes, by state, and one of them with its trace and acts."""

from typing import Any, Final

from desk.letters.acts import LETTERS, LONGEST, typed, write
from desk.letters.models import Letter, LetterPage, Trace
from desk.letters.routes import CLERKS, DRAFTERS, LEADERS
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import part
from front.responses import PageResponse, redirect, render
from front.visit import Visit

STATES: Final = ("draft", "numbered", "signing", "signed", "sent", "void", "discarded")
ACTS: Final[dict[str, tuple[str, ...]]] = {
    "draft": ("number", "discard"),
    "numbered": ("sign", "void"),
    "signing": ("void",),
    "signed": ("send", "void"),
    "sent": ("recall",),
}
ROLES: Final[dict[str, tuple[str, ...]]] = {
    "number": CLERKS,
    "discard": DRAFTERS,
    "sign": LEADERS,
    "void": CLERKS,
    "send": CLERKS,
    "recall": (*CLERKS, *LEADERS),
}
FIELDS: Final[dict[str, tuple[str, ...]]] = {"void": ("reason",), "recall": ("reason",)}


def show_list(visit: Visit, api: PublicApi) -> PageResponse:
    """The newest first; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("tinh-trang", "")
    state = chosen if chosen in STATES else STATES[0]
    after, agency = visit.query.get("sau", ""), visit.query.get("co-quan", "").strip()
    requested = {"state": state, "cursor": after, "agency": agency}
    query = {name: value for name, value in requested.items() if value}
    page = api.read(visit, LetterPage, LETTERS, "/outgoing", query)
    return render(
        visit,
        "letters/outbox.html",
        page=page,
        state=state,
        states=STATES,
        agency=agency,
        after=after,
        may_draft=has_role(visit, DRAFTERS),
    )


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def act(visit: Visit, api: PublicApi) -> PageResponse:
    """Do what the form says; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    name = visit.form.get("act", "")
    body: dict[str, Any] = typed(visit, FIELDS.get(name, ()))
    if name not in ROLES or (name in FIELDS and "reason" not in body):
        return _page(visit, api, visit.translate("letter.field_missing", most=LONGEST), 422)
    if name == "sign":
        body = {"seal": visit.form.get("seal", "") == "yes"}
    method = "POST" if name == "recall" else "PUT"
    refusal = write(visit, api, f"{_path(visit)}/{name}", body, method=method)
    if refusal:
        return _page(visit, api, refusal, 409)
    return redirect(visit.site.link(f"{visit.path}?xong=1"))


def _path(visit: Visit) -> str:
    return f"/outgoing/{part(visit.path_params['letter'])}"


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    letter = api.read(visit, Letter, LETTERS, _path(visit))
    trace: tuple[Any, ...] = ()
    if letter.state == "sent":
        trace = api.read(visit, Trace, LETTERS, f"{_path(visit)}/trace").items
    acts = ACTS.get(letter.state, ())
    if letter.request is not None and letter.request.kind == "recall":
        acts = ()
    return render(
        visit,
        "letters/outgoing.html",
        status=status,
        letter=letter,
        trace=trace,
        acts=[each for each in acts if has_role(visit, ROLES[each])],
        fields=FIELDS,
        error=error,
    )
