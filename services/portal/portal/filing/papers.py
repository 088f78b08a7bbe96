"""The files for one document of a draft or a supplement, uploaded straight to the store."""

import json
import re
from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render, with_refresh
from front.visit import Visit
from portal.filing.api import FilingApi
from portal.filing.paper_place import PaperPlace, paths_of, place_of
from portal.own.api import OwnDossierApi
from portal.public_api import PublicApi
from portal.session import owner

CHECK_SECONDS: Final = 3
MOST_CHECKS: Final = 20
"""How often the page renews itself while a file is being checked: for a minute."""
COUNT: Final = re.compile(r"[0-9]{1,2}")


def show_papers(visit: Visit, api: PublicApi) -> PageResponse:
    """The files so far, and the way to add one; raises ApiProblem, NoResponse."""
    return _page(visit, place_of(visit, api))


def announce_paper(visit: Visit, api: PublicApi) -> PageResponse:
    """The form that uploads a file without a script; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    place = place_of(visit, api)
    content = {
        "component": place.component,
        "name": visit.translate("papers.file_name", number=len(place.papers) + 1),
        "return_to": visit.site.url(f"{place.path}/xong"),
    }
    key = visit.idempotency_key("paper", place.draft, place.component)
    try:
        upload = FilingApi(api.routes, owner(visit)).announce(place.draft, content, key)
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        return _page(visit, place, error=sentence(visit, problem))
    return render(visit, "upload.html", place=place, upload=upload)


def arrive_from_store(visit: Visit, api: PublicApi) -> PageResponse:  # noqa: ARG001
    """Back from the upload: the address proves nothing and is not read."""
    path, _ = paths_of(visit)
    return redirect(visit.site.link(f"{path}?n=1"))


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
    draft = _draft_of(visit, api)
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
    path, _ = paths_of(visit)
    FilingApi(api.routes, owner(visit)).remove(_draft_of(visit, api), visit.path_params["paper"])
    return redirect(visit.site.link(path))


def _draft_of(visit: Visit, api: PublicApi) -> str:
    """The draft at which files are announced."""
    values = visit.path_params
    if "draft" in values:
        return values["draft"]
    return OwnDossierApi(api.routes, owner(visit), values["dossier"]).filed().draft


def _page(visit: Visit, place: PaperPlace, error: str = "") -> PageResponse:
    """It renews itself while a file is being checked, for a minute after the upload."""
    count = visit.query.get("n", "")
    checks = int(count) if COUNT.fullmatch(count) else 0
    awaiting = any(paper.state == "awaiting_upload" for paper in place.papers)
    refreshes = awaiting and 0 < checks < MOST_CHECKS and not error
    response = render(
        visit,
        "papers.html",
        status=422 if error else 200,
        place=place,
        error=error,
        seconds=CHECK_SECONDS if refreshes else 0,
        awaiting=awaiting,
    )
    url = visit.site.link(f"{place.path}?n={checks + 1}")
    return with_refresh(response, CHECK_SECONDS, url) if refreshes else response
