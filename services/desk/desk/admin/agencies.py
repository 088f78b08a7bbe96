"""Agencies: the tree, and one agency with its hours on a day and its desks."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from desk.admin.models import Agency, AgencyList, Desks
from desk.admin.questions import KINDS
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

HOME: Final = "/quan-tri/don-vi"
MOST_READS: Final = 6


@dataclass(frozen=True, slots=True)
class Placed:
    """An agency at its depth in the tree, 0 at the top."""

    agency: Agency
    depth: int


def show_tree(visit: Visit, api: PublicApi) -> PageResponse:
    """The agencies as a tree; raises ApiProblem, NoResponse."""
    items: list[Agency] = []
    cursor: str | None = visit.query.get("sau", "")
    for _ in range(MOST_READS):
        query = {"limit": "100", "cursor": cursor or "", "kind": visit.query.get("loai", "")}
        listed = api.read(visit, AgencyList, "casework", "/agencies", query)
        items, cursor = [*items, *listed.items], listed.next
        if not cursor:
            break
    placed = list(_placed(items))
    return render(
        visit,
        "admin/agencies.html",
        placed=placed,
        next=cursor,
        kinds=KINDS,
        kind=visit.query.get("loai", ""),
    )


def _placed(items: list[Agency]) -> Iterator[Placed]:
    """Each one below the agency above it; where that one is not shown, at the top."""
    below: dict[str | None, list[Agency]] = {}
    codes = {each.code for each in items}
    for each in items:
        below.setdefault(each.parent if each.parent in codes else None, []).append(each)
    rest = [Placed(each, 0) for each in reversed(below.get(None, []))]
    while rest:
        here = rest.pop()
        yield here
        children = reversed(below.get(here.agency.code, []))
        rest += [Placed(each, here.depth + 1) for each in children]


def agency_of(visit: Visit, api: PublicApi, day: str = "") -> Agency:
    """The agency of the address; raises ApiProblem (404)."""
    path = f"/agencies/{part(visit.path_params['agency'])}"
    return api.read(visit, Agency, "casework", path, {"day": day})


def show_agency(visit: Visit, api: PublicApi) -> PageResponse:
    """One agency on a day, with its desks where it is the official's."""
    day = visit.query.get("ngay", "")
    agency = agency_of(visit, api, day if _is_day(day) else "")
    if agency.code != visit.path_params["agency"]:
        return redirect(visit.site.link(f"{HOME}/{agency.code}"))
    try:
        path = f"/agencies/{part(agency.code)}/desks"
        desks: Desks | None = api.read(visit, Desks, "casework", path)
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        desks = None
    wrong = bool(day) and not _is_day(day)
    return render(
        visit,
        "admin/agency.html",
        status=422 if wrong else 200,
        agency=agency,
        desks=desks,
        day_typed=day,
        is_wrong_day=wrong,
    )


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return len(text) == 10
