"""The report of differences between our catalogue and what the National Portal lists."""

from datetime import datetime

from desk.public_api import PublicApi
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit


class Count(ApiModel):
    """How many differences of one kind there are."""

    kind: str
    count: int


class Comparison(ApiModel):
    """How far the last comparison is."""

    began_at: datetime | None = None
    ended_at: datetime | None = None
    last_ended_at: datetime | None = None
    compared: int
    differences: tuple[Count, ...]


class Difference(ApiModel):
    """One of them."""

    subject: str
    part: str
    name: str
    here: str
    there: str
    since: datetime


class Differences(ApiModel):
    """A page of one kind."""

    items: tuple[Difference, ...]
    next: str | None = None


def show_comparison(visit: Visit, api: PublicApi) -> PageResponse:
    """Counts of each kind, and those of one; raises ApiProblem, NoResponse."""
    report = api.read(visit, Comparison, "exchange", "/comparison")
    counts = {each.kind: each.count for each in report.differences}
    chosen = visit.query.get("loai", "")
    kind = chosen if chosen in counts else next((k for k, n in counts.items() if n), "")
    after = visit.query.get("sau", "")
    query = {"kind": kind, "cursor": after}
    page = api.read(visit, Differences, "exchange", "/differences", query) if kind else None
    return render(
        visit,
        "exchange/comparison.html",
        report=report,
        counts=counts,
        kind=kind,
        page=page,
        after=after,
    )
