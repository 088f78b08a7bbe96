"""The files for one document of a draft or a supplement, uploaded straight to the store."""

import json
from dataclasses import dataclass
from typing import Any, Final

from front.api_problem import ApiProblem
from front.callers import HasRoutes, signed_in
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.filing.paper_place import PaperPlace, PaperPlaces
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from front.waits import begin_wait, checks_of, clock, renewing

CHECK_SECONDS: Final = 3
MOST_CHECKS: Final = 20
"""How often the page renews itself while a file is being checked: for a minute."""
REFUSALS: Final = (409, 413, 422)


@dataclass(frozen=True, slots=True)
class PaperPages:
    """The handlers of a client's pages, by where its files belong."""

    places: PaperPlaces

    def show_papers(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """The files so far, and the way to add one; raises ApiProblem, NoResponse."""
        return _page(visit, self.places.place_of(visit, api))

    def announce_paper(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """The form that uploads a file without a script; raises FormExpired, ApiProblem,
        NoResponse.
        """
        visit.require_form()
        place = self.places.place_of(visit, api)
        content = {
            "component": place.component,
            "name": visit.translate("papers.file_name", number=len(place.papers) + 1),
            "return_to": visit.site.url(f"{place.path}/xong"),
        }
        key = visit.idempotency_key("paper", place.draft, place.component)
        try:
            upload = FilingApi(api.routes, signed_in(visit)).announce(place.draft, content, key)
        except ApiProblem as problem:
            return _refused(visit, place, problem)
        return render(visit, "upload.html", place=place, upload=upload)

    def arrive_from_store(self, visit: Visit, api: HasRoutes) -> PageResponse:  # noqa: ARG002
        """Back from the upload: the address proves nothing and is not read."""
        path, _ = self.places.paths_of(visit)
        return begin_wait(visit, path)

    def announce_for_script(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """The form for a file that the browser measured, as JSON; raises FormExpired and the
        rest.
        """
        visit.require_form()
        content = measured_file(visit) | {
            "component": visit.path_params["component"],
            "name": visit.form.get("name", ""),
            "media_type": visit.form.get("media_type", ""),
        }
        draft = self.places.draft_of(visit, api)
        key = visit.idempotency_key("paper", draft, content["sha256"], content["media_type"])
        filing = FilingApi(api.routes, signed_in(visit))
        try:
            upload = filing.announce(draft, content, key)
        except ApiProblem as problem:
            return script_refusal(visit, problem)
        return as_json(201, {"url": upload.url, "fields": upload.fields})

    def combine_papers(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """Several pictures become one PDF; raises FormExpired, ApiProblem, NoResponse."""
        visit.require_form()
        place = self.places.place_of(visit, api)
        key = visit.idempotency_key("combine", place.draft, place.component)
        try:
            filing = FilingApi(api.routes, signed_in(visit))
            filing.combine(place.draft, {"component": place.component}, key)
        except ApiProblem as problem:
            return _refused(visit, place, problem)
        return begin_wait(visit, place.path)

    def remove_paper(self, visit: Visit, api: HasRoutes) -> PageResponse:
        """Remove a file; raises FormExpired, ApiProblem, NoResponse."""
        visit.require_form()
        path, _ = self.places.paths_of(visit)
        draft = self.places.draft_of(visit, api)
        FilingApi(api.routes, signed_in(visit)).remove(draft, visit.path_params["paper"])
        return redirect(visit.site.link(path))


def measured_file(visit: Visit) -> dict[str, Any]:
    """Size and digest of a file, as the browser measured them."""
    size = visit.form.get("size", "")
    return {
        "size": int(size) if size.isdecimal() else 0,
        "sha256": visit.form.get("sha256", ""),
    }


def script_refusal(visit: Visit, problem: ApiProblem) -> PageResponse:
    """Why a file is not taken, for the script."""
    detail = problem.errors[0].detail if problem.errors else ""
    return as_json(problem.status, {"detail": detail or sentence(visit, problem)})


def as_json(status: int, content: dict[str, Any]) -> PageResponse:
    """An answer for a script of ours."""
    headers = {"Content-Type": "application/json", "Cache-Control": "no-store"}
    return PageResponse(json.dumps(content, ensure_ascii=False), status, headers)


def _refused(visit: Visit, place: PaperPlace, problem: ApiProblem) -> PageResponse:
    if problem.status not in REFUSALS:
        raise problem
    return _page(visit, place, error=sentence(visit, problem))


def _page(visit: Visit, place: PaperPlace, error: str = "") -> PageResponse:
    """It renews itself while a file is being checked, for a minute after the upload."""
    checks = checks_of(visit)
    awaiting = any(paper.state == "awaiting_upload" for paper in place.papers)
    refreshes = awaiting and 0 < checks < MOST_CHECKS and not error and "stop" not in visit.query
    response = render(
        visit,
        "papers.html",
        status=422 if error else 200,
        place=place,
        error=error,
        seconds=CHECK_SECONDS if refreshes else 0,
        awaiting=awaiting,
        checked_at=clock(visit.now),
        can_combine=sum(paper.state == "checked" for paper in place.papers) > 1,
    )
    return renewing(visit, response, CHECK_SECONDS) if refreshes else response
