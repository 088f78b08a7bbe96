"""An official's own signs, and the reply to each."""

from typing import Final

from desk.public_api import PublicApi
from desk.supervision.routes import OWN
from desk.supervision.signs import ListedSign, Report, read_report
from front.api import Change, Nothing, part
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

LONGEST: Final = 2000


def show_own(visit: Visit, api: PublicApi) -> PageResponse:
    """What the latest report lists; raises ApiProblem, NoResponse."""
    report = read_report(visit, api, "/supervision/own")
    return render(
        visit,
        "supervision/own.html",
        report=report,
        listed=report.items if report else (),
        words=report.words(visit.language) if report else {},
    )


def show_sign(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them with the form of the reply; raises ApiProblem (404), NoResponse."""
    return _page(visit, api)


def reply(visit: Visit, api: PublicApi) -> PageResponse:
    """Store the reply; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    text = visit.form.get("text", "").strip()
    if not text or len(text) > LONGEST:
        key = "one_sign.text_long" if text else "one_sign.text_missing"
        return _page(visit, api, visit.translate(key, most=LONGEST), 422)
    path = f"/supervision/own/{part(visit.path_params['sign'])}/reply"
    try:
        api.change(visit, Nothing, Change("PUT", "status", path, {"text": text}))
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, sentence(visit, problem), 409)
    return redirect(visit.site.link(f"{OWN}/{visit.path_params['sign']}?xong=1"))


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    report = api.read(visit, Report, "status", "/supervision/own")
    listed = _listed(report, visit.path_params["sign"])
    return render(
        visit,
        "supervision/sign.html",
        status=status,
        report=report,
        each=listed,
        words=report.words(visit.language),
        text=visit.form.get("text", "") or listed.reply or "",
        error=error,
    )


def _listed(report: Report, sign: str) -> ListedSign:
    """Raises ApiProblem (404) where the official is not listed under it."""
    listed = [each for each in report.items if each.sign == sign]
    if not listed:
        raise ApiProblem(404, "not_found", "")
    return listed[0]
