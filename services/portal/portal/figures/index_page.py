"""The page of the index of QĐ 766/QĐ-TTg."""

from fractions import Fraction
from typing import Final, NamedTuple

from front.formatting import decimal
from front.responses import PageResponse, render
from front.visit import Visit
from portal.figures.choices import month_choice, month_in, names_of_agencies, routes_of
from portal.figures.models import Index, IndexRules, IndexStanding
from portal.figures.rows import Bar, Names, place_name
from portal.public_api import PublicApi

REASONS: Final = {
    "no_data": "figures.no_data",
    "too_few": "figures.too_few",
    "none": "figures.missing_none",
}
"""Why an indicator has no points -> how that is told."""


class IndicatorRow(NamedTuple):
    """An indicator of the province; no `bar`: it is not available, for the reason in `points`."""

    id: str
    name: str
    points: str
    bar: Bar | None


class AgencyRow(NamedTuple):
    """An agency in the index."""

    rank: int | None
    name: str
    points: str
    bar: Bar | None


def show_index(visit: Visit, api: PublicApi) -> PageResponse:
    """The index of a month; raises ApiProblem, NoResponse."""
    routes, month = routes_of(visit, api), month_in(visit)
    index = routes.index(month)
    return render(
        visit,
        "index_766.html",
        chosen=month_choice(visit, month),
        index=index,
        total=_of(visit, index.province) if index and index.province else "",
        indicators=_indicators(visit, index, routes.index_rules()) if index else [],
        agencies=_agencies(visit, index, names_of_agencies(visit, api)) if index else [],
        json=routes.address(f"/figures/months/{month}/index"),
        csv=routes.address(f"/figures/months/{month}/index/table"),
        rules=routes.address("/figures/index"),
    )


def _of(visit: Visit, standing: IndexStanding) -> str:
    points = decimal(float(standing.points), visit.language, 2)
    return visit.translate("figures.points_of", points=points, most=standing.attainable)


def _indicators(visit: Visit, index: Index, rules: IndexRules) -> list[IndicatorRow]:
    scores = index.province.scores if index.province else ()
    by_id = {score.indicator: score for score in scores}
    rows = []
    for each in rules.indicators:
        score = by_id.get(each.id)
        name = each.name_in(visit.language)
        if score is None or score.points is None:
            missing = REASONS[(score.missing if score else None) or "no_data"]
            reason = visit.translate(missing)
            rows.append(IndicatorRow(each.id, name, reason, None))
            continue
        points = Fraction(score.points)
        written = decimal(float(points), visit.language, 2)
        text = visit.translate("figures.points_of", points=written, most=each.max)
        rows.append(IndicatorRow(each.id, name, text, _bar(points, each.max)))
    return rows


def _agencies(visit: Visit, index: Index, names: Names) -> list[AgencyRow]:
    return [
        AgencyRow(
            each.rank,
            place_name(visit, each.agency, "agency", names),
            _of(visit, each),
            _bar(each.points, each.attainable),
        )
        for each in index.agencies
    ]


def _bar(points: Fraction, most: int) -> Bar | None:
    return Bar(float(points / most)) if most else None
