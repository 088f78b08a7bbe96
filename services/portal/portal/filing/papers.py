"""The papers of a draft: files for one document, uploaded straight to the store."""

import json
import re
from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render, with_refresh
from front.visit import Visit
from portal.filing.api import FilingApi
from portal.filing.models import Draft
from portal.public_api import PublicApi
from portal.session import owner

CHECK_SECONDS: Final = 3
MOST_CHECKS: Final = 20
"""How often the page renews itself while a file is being checked: for a minute."""
COUNT: Final = re.compile(r"[0-9]{1,2}")


def show_papers(visit: Visit, api: PublicApi) -> PageResponse:
    """The files so far, and the way to add one; raises ApiProblem, NoResponse."""
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    return _page(visit, draft)


def announce_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """The form that uploads a file without a script; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    filing = FilingApi(api.routes, owner(visit))
    draft = filing.draft(visit.path_params["draft"]).content
    component = visit.path_params["component"]
    number = len(draft.papers_of(component)) + 1
    path = f"/nop/{draft.draft}/giay-to/{component}"
    content = {
        "component": component,
        "name": visit.translate("papers.file_name", number=number),
        "return_to": visit.site.url(f"{path}/xong"),
    }
    key = visit.idempotency_key("paper", draft.draft, component)
    try:
        upload = filing.announce(draft.draft, content, key)
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        return _page(visit, draft, error=sentence(visit, problem))
    task = draft.component(component)
    return render(visit, "upload.html", draft=draft, task=task, upload=upload, path=path)


def arrive_from_store(visit: Visit, _: PublicApi) -> PageResponse:
    """Back from the upload: the address proves nothing and is not read."""
    draft, component = visit.path_params["draft"], visit.path_params["component"]
    return redirect(visit.site.link(f"/nop/{draft}/giay-to/{component}?n=1"))


def announce_for_script(visit: Visit, api: PublicApi) -> PageResponse:
    """The form for a file that the browser measured, as JSON; raises FormExpired and the rest."""
    visit.require_form()
    content: dict[str, Any] = {
        "component": visit.path_params["component"],
        "name": visit.form.get("name", ""),
        "media_type": visit.form.get("media_type", ""),
        "size": int(visit.form.get("size", "0")) if visit.form.get("size", "").isdecimal() else 0,
        "sha256": visit.form.get("sha256", ""),
    }
    filing = FilingApi(api.routes, owner(visit))
    draft = visit.path_params["draft"]
    key = visit.idempotency_key("paper", draft, content["sha256"], content["media_type"])
    try:
        upload = filing.announce(draft, content, key)
        status, answer = 201, {"url": upload.url, "fields": upload.fields}
    except ApiProblem as problem:
        detail = problem.errors[0].detail if problem.errors else ""
        status, answer = problem.status, {"detail": detail or sentence(visit, problem)}
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return PageResponse(json.dumps(answer, ensure_ascii=False), status, headers)


def remove_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """Remove a file; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    draft, component = visit.path_params["draft"], visit.path_params["component"]
    FilingApi(api.routes, owner(visit)).remove(draft, visit.path_params["paper"])
    return redirect(visit.site.link(f"/nop/{draft}/giay-to/{component}"))


def _page(visit: Visit, draft: Draft, error: str = "") -> PageResponse:
    """It renews itself while a file is being checked, for a minute after the upload."""
    component = visit.path_params["component"]
    task = draft.component(component)
    if task is None:
        raise ApiProblem(404, "not_found", "")
    path = f"/nop/{draft.draft}/giay-to/{component}"
    papers = draft.papers_of(component)
    count = visit.query.get("n", "")
    checks = int(count) if COUNT.fullmatch(count) else 0
    awaiting = any(paper.state == "awaiting_upload" for paper in papers)
    refreshes = awaiting and 0 < checks < MOST_CHECKS and not error
    response = render(
        visit,
        "papers.html",
        status=422 if error else 200,
        draft=draft,
        task=task,
        papers=papers,
        path=path,
        error=error,
        seconds=CHECK_SECONDS if refreshes else 0,
        awaiting=awaiting,
    )
    url = visit.site.link(f"{path}?n={checks + 1}")
    return with_refresh(response, CHECK_SECONDS, url) if refreshes else response
