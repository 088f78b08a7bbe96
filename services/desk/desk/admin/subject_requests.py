"""Requests of data subjects (yêu cầu của chủ thể dữ liệu) under their clocks, and the decision."""

from datetime import date, datetime
from functools import partial
from typing import Any, Final

from desk.admin.form_page import AdminForm
from desk.admin.questions import Question, fields_of
from desk.public_api import PublicApi
from desk.work.due import due_words
from front.api import Change, part
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit

HOME: Final = "/quan-tri/yeu-cau-du-lieu"
DECISION: Final = (
    Question("granted", "radios", options=("yes", "no"), words="granted"),
    Question("reply", "long_text", required=False, lines=4, longest=2000),
)


class RetainedDossier(ApiModel):
    """A dossier that must still be stored."""

    code: str
    until: date | None = None


class Erasure(ApiModel):
    """What the erasure of a person reached."""

    erased: int
    stored: int
    retained: tuple[RetainedDossier, ...] = ()


class SubjectRequest(ApiModel):
    """A request; `statement` and `reply` are there where it is opened."""

    id: str
    kind: str
    dossier: str | None = None
    state: str
    sent_at: datetime
    answer_by: datetime
    due: datetime
    decided_at: datetime | None = None
    done_at: datetime | None = None
    backups_until: datetime | None = None
    erasure: Erasure | None = None
    statement: str | None = None
    reply: str | None = None


class SubjectRequests(ApiModel):
    """A page of open ones, the earliest due date first."""

    items: tuple[SubjectRequest, ...]
    next: str | None = None


def show_requests(visit: Visit, api: PublicApi) -> PageResponse:
    """Those that wait for a decision; raises ApiProblem, NoResponse."""
    after = visit.query.get("sau", "")
    page = api.read(visit, SubjectRequests, "intake", "/subject-requests", {"cursor": after})
    words = partial(due_words, visit)
    return render(visit, "admin/subject_requests.html", page=page, after=after, due_words=words)


def show_request(visit: Visit, api: PublicApi) -> PageResponse:
    """One request with what the person wrote."""
    return _form(visit, api).page()


def decide(visit: Visit, api: PublicApi) -> PageResponse:
    """Grant or refuse it; an erasure can't be taken back."""
    visit.require_form()
    id_ = visit.path_params["request"]

    def send(answers: dict[str, Any]) -> str:
        content = {"granted": answers["granted"] == "yes", "reply": answers.get("reply")}
        path = f"/subject-requests/{part(id_)}/decision"
        api.change(visit, SubjectRequest, Change("PUT", "intake", path, content))
        return f"{HOME}/{id_}?xong=1"

    return _form(visit, api).sent(send)


def _form(visit: Visit, api: PublicApi) -> AdminForm:
    id_ = visit.path_params["request"]
    request = api.read(visit, SubjectRequest, "intake", f"/subject-requests/{part(id_)}")
    return AdminForm(
        visit,
        "decision",
        HOME,
        fields_of(visit, "decision", DECISION),
        values={"request": request, "due_words": partial(due_words, visit)},
        template="admin/subject_request.html",
    )
