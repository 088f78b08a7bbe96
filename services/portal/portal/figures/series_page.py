"""The page of figures over several months."""

from typing import Final, NamedTuple
from urllib.parse import urlencode

from front.formatting import number, percent
from front.responses import PageResponse, render
from front.visit import Visit
from portal.figures.choices import month_choice, month_in, names_of_agencies, routes_of
from portal.figures.columns import columns
from portal.figures.models import Series, SeriesMonth
from portal.figures.months import name_of
from portal.public_api import PublicApi

NUMBERS: Final = ("12", "3", "6", "24")
"""How many months one can choose, the usual number first."""


class MonthRow(NamedTuple):
    """A month in the table."""

    name: str
    is_open: bool
    received: str
    resolved: str
    on_time: str
    share: str


def show_series(visit: Visit, api: PublicApi) -> PageResponse:
    """The figures of a place over months; raises ApiProblem, NoResponse."""
    routes, month = routes_of(visit, api), month_in(visit)
    chosen = visit.query.get("so-thang", "")
    months = chosen if chosen in NUMBERS else NUMBERS[0]
    names = names_of_agencies(visit, api)
    agency = visit.query.get("don-vi", "")
    agency = agency if agency in names else ""
    query = {"until": month, "months": months}
    query |= {"by": "agency", "key": agency} if agency else {}
    series = routes.series(query)
    return render(
        visit,
        "series.html",
        chosen=month_choice(visit, month),
        months=months,
        numbers=sorted(NUMBERS, key=int),
        agency=agency,
        names=sorted(names.items(), key=lambda each: each[1]),
        place=names[agency] if agency else visit.translate("series.province"),
        series=series,
        rows=[_row(visit, each) for each in reversed(series.items)],
        resolved=columns(series.items, [_count(each, "resolved") for each in series.items]),
        shares=columns(series.items, _shares(series)),
        json=f"{routes.address('/figures/series')}?{urlencode(query)}",
        csv=f"{routes.address('/figures/series/table')}?{urlencode(query)}",
    )


def _count(month: SeriesMonth, kind: str) -> float | None:
    return (month.figures or {}).get(kind)


def _share(month: SeriesMonth) -> float | None:
    resolved, on_time = _count(month, "resolved"), _count(month, "on_time")
    return on_time / resolved if resolved and on_time is not None else None


def _shares(series: Series) -> list[float | None]:
    return [_share(each) for each in series.items]


def _row(visit: Visit, month: SeriesMonth) -> MonthRow:
    share = _share(month)
    return MonthRow(
        name=name_of(month.period, visit.language),
        is_open=not month.closed and month.figures is not None,
        received=_shown(visit, month, "received"),
        resolved=_shown(visit, month, "resolved"),
        on_time=_shown(visit, month, "on_time"),
        share="–" if share is None else percent(share, visit.language),
    )


def _shown(visit: Visit, month: SeriesMonth, kind: str) -> str:
    if month.figures is None:
        return "–"
    value = month.figures.get(kind)
    if value is None:
        return visit.translate("figures.few")
    return number(value, visit.language)
