"""The page of the scan of an original: a file of a scanner, or pages of a document camera."""

from desk.counter.digitisation import Digitisation, DigitisationApi
from desk.public_api import PublicApi
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
from front.visit import Visit
from front.waits import begin_wait, checks_of, renewing


def show_scan(visit: Visit, api: PublicApi) -> PageResponse:
    """Step 2; behind it, once the scan passed its check. Raises ApiProblem, NoResponse."""
    routes = DigitisationApi(api, visit)
    current = routes.one()
    if current.next_step != 2:
        return redirect(visit.site.link(routes.page))
    return _page(visit, routes, current)


def announce_scan(visit: Visit, api: PublicApi) -> PageResponse:
    """The form that uploads it without a script; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    routes = DigitisationApi(api, visit)
    content = {"return_to": visit.site.url(f"{routes.page}/quet/xong")}
    key = visit.idempotency_key("scan", visit.path_params["digitisation"])
    try:
        upload = routes.scan(content, key)
    except ApiProblem as problem:
        if problem.status not in REFUSALS:
            raise
        return _page(visit, routes, routes.one(), sentence(visit, problem))
    name = visit.translate("digitise.scan")
    path = f"{routes.page}/quet"
    place = PaperPlace("", "", name, True, (), path, path, is_pdf=True)
    return render(visit, "upload.html", place=place, upload=upload)


def announce_for_script(visit: Visit, api: PublicApi) -> PageResponse:
    """The form for a file that the browser measured, as JSON; raises FormExpired and the rest."""
    visit.require_form()
    content = measured_file(visit)
    digitisation = visit.path_params["digitisation"]
    key = visit.idempotency_key("scan", digitisation, content["sha256"])
    try:
        upload = DigitisationApi(api, visit).scan(content, key)
    except ApiProblem as problem:
        return script_refusal(visit, problem)
    return as_json(201, {"url": upload.url, "fields": upload.fields})


def arrive_from_store(visit: Visit, api: PublicApi) -> PageResponse:
    """Back from the upload: the address proves nothing and is not read."""
    return begin_wait(visit, f"{DigitisationApi(api, visit).page}/quet")


def _page(
    visit: Visit, routes: DigitisationApi, current: Digitisation, error: str = ""
) -> PageResponse:
    """It renews itself while the scan is being checked, for a minute after the upload."""
    checks = checks_of(visit)
    awaiting = current.scan == "awaiting_upload" and checks > 0
    stops = bool(error) or "stop" in visit.query
    refreshes = awaiting and checks < MOST_CHECKS and not stops
    response = render(
        visit,
        "counter/scan.html",
        status=422 if error else 200,
        home=routes.home,
        path=f"{routes.page}/quet",
        current=current,
        step=2,
        error=error,
        awaiting=awaiting,
        seconds=CHECK_SECONDS if refreshes else 0,
    )
    return renewing(visit, response, CHECK_SECONDS) if refreshes else response
