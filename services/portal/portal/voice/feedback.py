"""Feedback, complaints and questions: one's own, a new one, and what an agency published."""

import re
from datetime import datetime
from typing import Any, Final

from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.patterns import AGENCY
from portal.public_api import PublicApi
from portal.session import anybody, owner

HOME: Final = "/toi/phan-anh"
KINDS: Final = ("feedback", "complaint", "question")
LONGEST: Final = 4000
AGENCY_CODE: Final = re.compile(AGENCY)


class FeedbackLine(ApiModel):
    """One's own feedback in the list."""

    id: str
    kind: str
    agency: str
    dossier: str | None = None
    state: str
    submitted_at: datetime
    due: datetime | None = None


class OwnFeedback(ApiModel):
    """The newest of it."""

    items: tuple[FeedbackLine, ...]


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


class Published(ApiModel):
    """Published feedback."""

    id: str
    kind: str
    question: str
    reply: str
    published_at: datetime


class PublishedPage(ApiModel):
    """A page of it."""

    items: tuple[Published, ...]
    next: str | None = None


def show_own(visit: Visit, api: PublicApi) -> PageResponse:
    """One's own; raises ApiProblem, NoResponse."""
    own = api.routes.read(OwnFeedback, owner(visit), "voice", "/me/feedback")
    return render(visit, "own_feedback.html", own=own)


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The form of a new one."""
    owner(visit)
    return _form(visit)


def submit(visit: Visit, api: PublicApi) -> PageResponse:
    """Send it; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    caller = owner(visit)
    values = {name: visit.form.get(name, "").strip() for name in ("kind", "agency", "text")}
    errors: dict[str, str] = {}
    if values["kind"] not in KINDS:
        errors["kind"] = visit.translate("feedback.kind_missing")
    if not AGENCY_CODE.fullmatch(values["agency"]):
        errors["agency"] = visit.translate("feedback.agency_malformed")
    if not 0 < len(values["text"]) <= LONGEST:
        errors["text"] = visit.translate("feedback.text_missing", most=LONGEST)
    if errors:
        return _form(visit, errors)
    key = visit.idempotency_key("feedback")
    try:
        change = Change("POST", "voice", "/feedback", values, key)
        line = api.routes.change(FeedbackLine, caller, change).content
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _form(visit, {"text": sentence(visit, problem)})
    return redirect(visit.site.link(f"{HOME}/{line.id}?da-gui=1"))


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """One of one's own; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def supplement(visit: Visit, api: PublicApi) -> PageResponse:
    """Send what the agency requested; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    text = visit.form.get("text", "").strip()
    if not 0 < len(text) <= LONGEST:
        message = visit.translate("feedback.text_missing", most=LONGEST)
        return _page(visit, api, {"text": message})
    body: dict[str, Any] = {"text": text}
    key = visit.idempotency_key("supplement", visit.path_params["feedback"])
    change = Change("POST", "voice", f"{_path(visit)}/supplement", body, key)
    try:
        api.routes.change(Nothing, owner(visit), change)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, {"text": sentence(visit, problem)})
    return redirect(visit.site.link(f"{HOME}/{visit.path_params['feedback']}?da-gui=1"))


def show_published(visit: Visit, api: PublicApi) -> PageResponse:
    """What an agency published; raises ApiProblem, NoResponse."""
    agency, after = visit.query.get("co-quan", "").strip(), visit.query.get("sau", "")
    page = PublishedPage(items=())
    is_code = bool(AGENCY_CODE.fullmatch(agency))
    if is_code:
        query = {"agency": agency, "limit": "20"} | ({"cursor": after} if after else {})
        page = api.routes.read(PublishedPage, anybody(visit), "voice", "/published-feedback", query)
    return render(
        visit, "published_feedback.html", page=page, agency=agency, is_code=is_code, after=after
    )


def _path(visit: Visit) -> str:
    return f"/feedback/{part(visit.path_params['feedback'])}"


def _page(visit: Visit, api: PublicApi, errors: dict[str, str] | None = None) -> PageResponse:
    feedback = api.routes.read(Feedback, owner(visit), "voice", _path(visit))
    return render(
        visit,
        "one_feedback.html",
        status=422 if errors else 200,
        feedback=feedback,
        errors=errors or {},
    )


def _form(visit: Visit, errors: dict[str, str] | None = None) -> PageResponse:
    return render(
        visit,
        "new_feedback.html",
        status=422 if errors else 200,
        kinds=KINDS,
        errors=errors or {},
    )
