"""An accounting day: its totals, what keeps it open, its closing with the totals that were seen."""

from functools import partial
from typing import Any, Final

from desk.money.account_names import account_name
from desk.money.accounting_models import Day, Days
from desk.money.acts import PAYMENTS, refusal, write
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.work.fresh_sign_in import is_fresh
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

TOTALS_CHANGED: Final = 412
SETTLEMENT: Final = "/settlement"


def show_days(visit: Visit, api: PublicApi) -> PageResponse:
    """The days in a state; raises ApiProblem, NoResponse."""
    state = "closed" if visit.query.get("trang-thai") == "da-khoa" else "open"
    query = {"state": state, "cursor": visit.query.get("sau", "")}
    days = api.read(visit, Days, PAYMENTS, "/days", query)
    return render(visit, "money/days.html", days=days, state=state)


def show_day(visit: Visit, api: PublicApi) -> PageResponse:
    """A day; raises ApiProblem (404 for none), NoResponse."""
    return _page(visit, api, _read(visit, api))


def close_day(visit: Visit, api: PublicApi) -> PageResponse:
    """The day is closed with the totals of the form; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"/days/{part(visit.path_params['day'])}/closing"
    try:
        write(visit, api, Day, path, {"totals_seen": _totals_seen(visit)})
    except ApiProblem as problem:
        changed = problem.status == TOTALS_CHANGED
        notice = visit.translate("day.changed") if changed else refusal(visit, problem)
        status = 409 if changed else problem.status
        return _page(visit, api, _read(visit, api), status=status, notice=notice)
    return redirect(visit.site.link(f"{visit.path}?xong=1"))


def export_settlement(visit: Visit, api: PublicApi) -> PageResponse:
    """The settlement report as CSV; raises ApiProblem, NoResponse."""
    day = visit.path_params["day"]
    content = api.download(visit, PAYMENTS, f"/days/{part(day)}{SETTLEMENT}")
    headers = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="quyet-toan-{day}.csv"',
        "Cache-Control": "no-store",
    }
    return PageResponse(content.decode(), headers=headers)


def _read(visit: Visit, api: PublicApi) -> Day:
    try:
        return api.read(visit, Day, PAYMENTS, f"/days/{part(visit.path_params['day'])}")
    except ApiProblem as problem:
        if problem.status == 422:  # 31 February
            raise ApiProblem(404, "not_found", "") from problem
        raise


def _totals_seen(visit: Visit) -> list[dict[str, Any]]:
    """The totals that the form carries, in their order."""
    rows = (text.rsplit("|", 2) for text in visit.form.all("total"))
    return [
        {"account": row[0], "debit": int(row[1]), "credit": int(row[2])}
        for row in rows
        if len(row) == 3 and row[1].isdecimal() and row[2].isdecimal()
    ]


def _page(
    visit: Visit, api: PublicApi, day: Day, *, status: int = 200, notice: str = ""
) -> PageResponse:
    return render(
        visit,
        "money/day.html",
        status=status,
        one=day,
        notice=notice,
        done="xong" in visit.query,
        is_fresh=is_fresh(visit),
        account_name=partial(account_name, visit),
        who=names_of(visit, api, [day.by]),
    )
