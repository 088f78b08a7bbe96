"""Notices that a desk brings to whom neither SMS nor mail reaches: printed, posted or by word."""

from datetime import datetime
from typing import Any, Final

from pydantic import Field

from desk.public_api import PublicApi
from desk.session import has_role, session_of
from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

BRINGERS: Final = ("receptionist", "officer", "clerk", "head")
CORRECTORS: Final = ("receptionist", "officer", "head")
"""Who corrects what the National Portal refused."""
WAYS: Final = ("handed", "posted", "in_person", "by_phone")
HOME: Final = "/can-chuyen"


class TaskLine(ApiModel):
    """An open task: nothing personal."""

    task: str
    dossier: str
    procedure: str
    form: str
    agency: str
    due: datetime


class TaskLines(ApiModel):
    """A page of them, by agency, then by due date."""

    items: tuple[TaskLine, ...]
    next: str | None = None


class Task(ApiModel):
    """A task with what the applicant is to learn."""

    task: str
    state: str
    outcome: str | None = None
    closed_at: datetime | None = None
    dossier: str | None = None
    form: str
    due: datetime
    subject: str = Field(repr=False)
    letter: str = Field(repr=False)


def show_tasks(visit: Visit, api: PublicApi) -> PageResponse:
    """The open ones of an agency and those below it; raises ApiProblem, NoResponse."""
    agency, after = visit.query.get("don-vi", ""), visit.query.get("sau", "")
    query = {"agency": agency, "cursor": after}
    tasks = api.read(visit, TaskLines, "notifications", "/desk-tasks", query)
    return render(
        visit,
        "counter/tasks.html",
        tasks=tasks,
        agency=agency,
        agencies=session_of(visit).agencies,
        after=after,
        may_bring=has_role(visit, BRINGERS),
        may_correct=has_role(visit, CORRECTORS),
        is_done="xong" in visit.query,
    )


def show_task(visit: Visit, api: PublicApi) -> PageResponse:
    """The words, to print or to read out, and how they were brought; raises ApiProblem."""
    return _page(visit, api)


def record_delivery(visit: Visit, api: PublicApi) -> PageResponse:
    """The notice was brought; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    how = visit.form.get("how", "")
    if how not in WAYS:
        return _page(visit, api, visit.translate("task.how_missing"))
    path = f"/desk-tasks/{part(visit.path_params['task'])}/delivery"
    content: dict[str, Any] = {"how": how}
    try:
        api.change(visit, Nothing, Change("PUT", "notifications", path, content))
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, sentence(visit, problem), 409)
    return redirect(visit.site.link(f"{HOME}?xong"))


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 422) -> PageResponse:
    path = f"/desk-tasks/{part(visit.path_params['task'])}"
    task = api.read(visit, Task, "notifications", path)
    return render(
        visit,
        "counter/task.html",
        status=status if error else 200,
        task=task,
        ways=WAYS,
        errors={"how": error} if error else {},
    )
