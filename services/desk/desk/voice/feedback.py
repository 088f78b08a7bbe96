"""The feedback of an agency by state, and one of it with the acts that its state allows."""

from datetime import datetime
from typing import Any, Final

from desk.public_api import PublicApi
from desk.session import has_role
from desk.voice.routes import FEEDBACK, RESPONDERS
from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

STATES: Final = (
    "received",
    "accepted",
    "awaiting_supplement",
    "resolved",
    "published",
    "refused",
)
ACTS: Final[dict[str, tuple[str, ...]]] = {
    "received": ("accept", "refuse", "request_supplement", "forward"),
    "accepted": ("resolve", "request_supplement", "forward"),
    "resolved": ("publish",),
}
"""State -> the acts that its page offers, each with a form of its own."""
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "accept": (),
    "refuse": ("text",),
    "request_supplement": ("text",),
    "forward": ("agency",),
    "resolve": ("text",),
    "publish": ("question", "reply"),
}
LONGEST: Final = 4000


class FeedbackLine(ApiModel):
    """Feedback in a list."""

    id: str
    kind: str
    agency: str
    dossier: str | None = None
    national: str | None = None
    state: str
    submitted_at: datetime
    due: datetime | None = None


class FeedbackPage(ApiModel):
    """A page of it."""

    items: tuple[FeedbackLine, ...]
    next: str | None = None


class Entry(ApiModel):
    """An act."""

    act: str
    at: datetime
    text: str | None = None
    agency: str | None = None
    late: bool


class Feedback(FeedbackLine):
    """Feedback with its words and every act."""

    text: str
    entries: tuple[Entry, ...]


def show_list(visit: Visit, api: PublicApi) -> PageResponse:
    """What is due first; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("tinh-trang", "")
    state = chosen if chosen in STATES else STATES[0]
    after, agency = visit.query.get("sau", ""), visit.query.get("co-quan", "").strip()
    requested = {"state": state, "cursor": after, "agency": agency}
    query = {name: value for name, value in requested.items() if value}
    page = api.read(visit, FeedbackPage, "voice", "/feedback", query)
    return render(
        visit,
        "voice/feedback_list.html",
        page=page,
        state=state,
        states=STATES,
        agency=agency,
        after=after,
    )


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """One of it; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def act(visit: Visit, api: PublicApi) -> PageResponse:
    """Do what the form says; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    name = visit.form.get("act", "")
    fields = {each: visit.form.get(each, "").strip() for each in FIELDS.get(name, ())}
    if any(not value or len(value) > LONGEST for value in fields.values()):
        return _page(visit, api, visit.translate("feedback.fields_missing", most=LONGEST), 422)
    body: dict[str, Any] = {"act": name, **fields}
    key = visit.idempotency_key("feedback", visit.path_params["feedback"], name)
    change = Change("POST", "voice", f"{_path(visit)}/acts", body, idempotency_key=key)
    try:
        api.change(visit, Nothing, change)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, sentence(visit, problem), problem.status)
    if name == "forward":
        return redirect(visit.site.link(f"{FEEDBACK}?xong=1"))
    return redirect(visit.site.link(f"{FEEDBACK}/{visit.path_params['feedback']}?xong=1"))


def _path(visit: Visit) -> str:
    return f"/feedback/{part(visit.path_params['feedback'])}"


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    feedback = api.read(visit, Feedback, "voice", _path(visit))
    acts = ACTS.get(feedback.state, ()) if has_role(visit, RESPONDERS) else ()
    if feedback.national:  # nobody can ask there for more
        acts = tuple(each for each in acts if each != "request_supplement")
    return render(
        visit,
        "voice/feedback.html",
        status=status,
        feedback=feedback,
        acts=acts,
        fields=FIELDS,
        error=error,
    )
