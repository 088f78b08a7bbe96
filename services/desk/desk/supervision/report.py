"""The report of supervision, and the signs of one official, for those who supervise."""

from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.supervision.signs import Report, read_report
from front.api import part
from front.responses import PageResponse, render
from front.visit import Visit


def show_report(visit: Visit, api: PublicApi) -> PageResponse:
    """What is listed of an agency, or of all agencies of the official; raises ApiProblem,
    NoResponse.
    """
    agency = visit.query.get("co-quan", "").strip()
    query = {"agency": agency} if agency else {}
    report = read_report(visit, api, "/supervision/report", query)
    status = 404 if agency and report is None else 200
    return _page(visit, api, "supervision/report.html", report, status, agency=agency)


def show_official(visit: Visit, api: PublicApi) -> PageResponse:
    """The signs of one official with the replies; raises ApiProblem (404), NoResponse."""
    official = visit.path_params["official"]
    path = f"/supervision/officials/{part(official)}"
    report = api.read(visit, Report, "status", path)
    return _page(visit, api, "supervision/official.html", report, official=official)


def _page(
    visit: Visit,
    api: PublicApi,
    template: str,
    report: Report | None,
    status: int = 200,
    **values: str,
) -> PageResponse:
    listed = report.items if report else ()
    return render(
        visit,
        template,
        status=status,
        report=report,
        listed=listed,
        words=report.words(visit.language) if report else {},
        who=names_of(visit, api, (each.official for each in listed)),
        **values,
    )
