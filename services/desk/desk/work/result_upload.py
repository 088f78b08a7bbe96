"""The pages of the upload of a result: the file, and how far its check is."""

from typing import Final
from urllib.parse import urlencode

from desk.public_api import PublicApi
from desk.work.result_choice import NAME
from desk.work.result_file import FILE, ResultFileApi
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.paper_place import PaperPlace
from front.filing.papers import (
    CHECK_SECONDS,
    MOST_CHECKS,
    REFUSALS,
    as_json,
    measured_file,
    script_refusal,
)
from front.responses import PageResponse, redirect, render
from front.routes import ULID
from front.visit import Visit
from front.waits import begin_wait, checks_of, renewing

STORE_KEY: Final = "key"
"""In the address of the way back: S3 adds the object's key, which ends in the file's id."""


def show_upload(visit: Visit, api: PublicApi) -> PageResponse:
    """The form."""
    return _form(visit, ResultFileApi(api, visit))


def announce_file(visit: Visit, api: PublicApi) -> PageResponse:
    """The form that uploads it without a script; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    routes = ResultFileApi(api, visit)
    content = {"return_to": visit.site.url(f"{routes.page}/xong")}
    key = visit.idempotency_key("result", routes.code)
    try:
        upload = routes.announce(content, key)
    except ApiProblem as problem:
        if problem.status not in REFUSALS:
            raise
        return _form(visit, routes, sentence(visit, problem))
    name = visit.translate("result_file.title")
    place = PaperPlace("", "", name, True, (), routes.page, routes.page, is_pdf=True)
    return render(visit, "upload.html", place=place, upload=upload)


def announce_for_script(visit: Visit, api: PublicApi) -> PageResponse:
    """The form for a file that the browser measured, as JSON; raises FormExpired and the rest."""
    visit.require_form()
    routes, content = ResultFileApi(api, visit), measured_file(visit)
    key = visit.idempotency_key("result", routes.code, content["sha256"])
    try:
        upload = routes.announce(content, key)
    except ApiProblem as problem:
        return script_refusal(visit, problem)
    after = f"{routes.page}/xong?{urlencode({STORE_KEY: upload.paper})}"
    answer = {"url": upload.url, "fields": upload.fields, "after": visit.site.link(after)}
    return as_json(201, answer)


def arrive_from_store(visit: Visit, api: PublicApi) -> PageResponse:
    """Back from the upload, on to the file that the address names."""
    page = ResultFileApi(api, visit).page
    paper = visit.query.get(STORE_KEY, "").rpartition("/")[2]
    if not ULID.fullmatch(paper):
        return redirect(visit.site.link(page))
    return begin_wait(visit, f"{page}/{paper}")


def show_file(visit: Visit, api: PublicApi) -> PageResponse:
    """How far the check is; renews itself for a minute. Raises ApiProblem, NoResponse."""
    routes = ResultFileApi(api, visit)
    file = routes.one(visit.path_params["paper"])
    awaiting = file.state == "awaiting_upload"
    refreshes = awaiting and 0 < checks_of(visit) < MOST_CHECKS and "stop" not in visit.query
    proposal = {NAME: visit.path_params["result"], FILE: file.paper}
    response = render(
        visit,
        "work/result_file.html",
        code=routes.code,
        path=routes.page,
        file=file,
        awaiting=awaiting,
        seconds=CHECK_SECONDS if refreshes else 0,
        proposal=f"/ho-so/{routes.code}/de-xuat?{urlencode(proposal)}",
    )
    return renewing(visit, response, CHECK_SECONDS) if refreshes else response


def _form(visit: Visit, routes: ResultFileApi, error: str = "") -> PageResponse:
    return render(
        visit,
        "work/result_upload.html",
        status=422 if error else 200,
        code=routes.code,
        path=routes.page,
        error=error,
    )
