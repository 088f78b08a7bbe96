"""The cashier's shift: what was taken and paid out, what the drawer must hold, the handover."""

from datetime import date
from typing import Any

from desk.money.acts import PAYMENTS, refusal, write
from desk.money.cash_models import Handover, Handovers, Shift
from desk.money.typed_day import iso_day
from desk.official_names import names_of
from desk.public_api import PublicApi
from front.api_problem import ApiProblem
from front.formatting import VIETNAM
from front.forms.reading import number
from front.responses import PageResponse, redirect, render
from front.visit import Visit


def show_shift(visit: Visit, api: PublicApi) -> PageResponse:
    """The own shift; raises ApiProblem, NoResponse."""
    return _page(visit, _read(visit, api))


def hand_over(visit: Visit, api: PublicApi) -> PageResponse:
    """The shift ends with what was counted; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    counted = number(visit.form.get("counted", ""))
    seen = visit.form.get("expected", "")
    if not isinstance(counted, int) or counted < 0:
        errors = {"counted": visit.translate("shift.counted_wrong")}
        return _page(visit, _read(visit, api), status=422, errors=errors)
    body = {
        "counted": counted,
        "expected_seen": int(seen) if seen.lstrip("-").isdecimal() else 0,
        "note": visit.form.get("note", "").strip() or None,
    }
    try:
        write(visit, api, Handover, "/shift/handover", body)
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        errors = {"note": notice} if problem.code == "difference_unexplained" else {}
        notice = "" if errors else notice
        status = 409 if problem.status == 412 else problem.status
        return _page(visit, _read(visit, api), status=status, errors=errors, notice=notice)
    return redirect(visit.site.link("/thu-ngan/ban-giao"))


def show_handovers(visit: Visit, api: PublicApi) -> PageResponse:
    """The handovers of a day: the own ones, and an accountant's agencies'."""
    typed = visit.query.get("ngay", "").strip()
    day = iso_day(typed) or visit.now.astimezone(VIETNAM).date().isoformat()
    query = {"day": day, "cursor": visit.query.get("sau", "")}
    try:
        shown = date.fromisoformat(day)
        handovers = api.read(visit, Handovers, PAYMENTS, "/handovers", query)
    except ValueError:
        return render(
            visit, "money/handovers.html", status=422, handovers=None, day_text=typed, shown=None
        )
    who = names_of(visit, api, [each.by for each in handovers.items])
    return render(
        visit, "money/handovers.html", handovers=handovers, day_text=typed, shown=shown, who=who
    )


def _read(visit: Visit, api: PublicApi) -> Shift:
    return api.read(visit, Shift, PAYMENTS, "/shift")


def _page(visit: Visit, shift: Shift, *, status: int = 200, **values: Any) -> PageResponse:
    """The shift; what was typed stays."""
    shown = {"errors": {}, "notice": "", **values}
    typed = {name: visit.form.get(name, "") for name in ("counted", "note")}
    return render(visit, "money/shift.html", status=status, shift=shift, typed=typed, **shown)
