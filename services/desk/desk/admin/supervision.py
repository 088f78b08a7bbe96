"""Supervision: facts of a day, figures of one desk, and the way to the readers of a dossier."""

import re
from datetime import date
from typing import Any, Final

from desk.admin.patterns import MONTH
from desk.admin.start import SUPERVISION, parts_page
from desk.public_api import PublicApi
from desk.session import session_of
from front.api import part
from front.api_problem import ApiModel
from front.formatting import VIETNAM
from front.responses import PageResponse, redirect, render
from front.visit import Visit

HOME: Final = "/giam-sat"


class Facts(ApiModel):
    """The facts of one official or one desk, without a judgement."""

    id: str
    name: str
    acts: int
    timed: int
    on_time: int
    supplements_before_due: int
    ended_before_closing: int
    returned: int
    reopened: int


class DayFacts(ApiModel):
    """The facts of a day of an agency."""

    day: date
    officials: tuple[Facts, ...]
    desks: tuple[Facts, ...]


class SpotFigures(ApiModel):
    """The cases that one desk did alone in a month; mean minutes between their acts."""

    month: str
    cases: int
    assessment: int
    approval: int
    handing: int
    whole: int


def show_start(visit: Visit, _: PublicApi) -> PageResponse:
    """What an official supervises."""
    return parts_page(visit, SUPERVISION, "start.supervision")


def show_agencies(visit: Visit, _: PublicApi) -> PageResponse:
    """The official's own agencies, each with its figures."""
    return render(visit, "admin/supervised.html", agencies=session_of(visit).agencies)


def show_day(visit: Visit, api: PublicApi) -> PageResponse:
    """The facts of a day; raises ApiProblem, NoResponse."""
    today = visit.now.astimezone(VIETNAM).date().isoformat()
    day = visit.query.get("ngay", "").strip() or today
    path = f"/agencies/{part(visit.path_params['agency'])}/supervision"
    facts = api.read(visit, DayFacts, "casework", path, {"day": day}) if _is_day(day) else None
    return _page(visit, "admin/supervision_day.html", facts is None, facts=facts, typed=day)


def show_month(visit: Visit, api: PublicApi) -> PageResponse:
    """The figures of one desk in a month."""
    month = _month(visit)
    path = f"/agencies/{part(visit.path_params['agency'])}/on-the-spot"
    figures = None
    if re.fullmatch(MONTH, month):
        figures = api.read(visit, SpotFigures, "casework", path, {"month": month})
    return _page(
        visit, "admin/supervision_month.html", figures is None, figures=figures, typed=month
    )


def find_readers(visit: Visit, _: PublicApi) -> PageResponse:
    """The way to the readers of a dossier by its code."""
    from desk.routes import PATTERNS

    code = visit.query.get("ho-so", "").strip().upper()
    if re.fullmatch(PATTERNS["dossier"], code):
        return redirect(visit.site.link(f"/ho-so/{code}/nguoi-xem"))
    return render(visit, "admin/find_readers.html", status=422 if code else 200, typed=code)


def _page(visit: Visit, template: str, is_wrong: bool, **values: Any) -> PageResponse:
    agency = visit.path_params["agency"]
    status = 422 if is_wrong else 200
    return render(visit, template, status=status, agency=agency, is_wrong=is_wrong, **values)


def _month(visit: Visit) -> str:
    typed = visit.query.get("thang", "").strip()
    return typed or f"{visit.now.astimezone(VIETNAM):%Y-%m}"


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
