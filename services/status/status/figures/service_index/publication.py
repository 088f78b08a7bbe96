"""The publication of the index of QĐ 766/QĐ-TTg, from counts that are rounded as all figures of an
open month are.
"""

from collections.abc import Mapping
from datetime import datetime
from fractions import Fraction
from typing import Final

from kit.core.csv_table import csv_table
from kit.core.errors import NotFound
from status.domain.figure_ports import Objects
from status.domain.period_figures import LEAST
from status.domain.service_index.rules import IndexRules, index_rules
from status.domain.service_index.scores import AgencyCounts, RatioCount
from status.domain.service_index.standings import IndexStanding, ranked, standing, what_if
from status.figures.service_index.views import IndexStandingView, Missing, PublishedIndex, ScoreView

JSON: Final = "application/json"


def key_of_index(month: str) -> str:
    """Where the index of a month is stored."""
    return f"figures/{month}/index.json"


def published_index(month: str, counts: AgencyCounts, at: datetime) -> PublishedIndex:
    """The index from exact counts."""
    shown = {agency: shown_counts(each) for agency, each in counts.items()}
    return index_of(month, shown, counts, at, index_rules())


def index_of(
    month: str, shown: AgencyCounts, exact: AgencyCounts, at: datetime, rules: IndexRules
) -> PublishedIndex:
    """The index from the counts that may be shown, of all that are `exact`."""
    agencies = ranked(standing(rules, each, shown[each]) for each in shown if each is not None)
    views = [standing_view(rules, each, exact[each.agency]) for each in agencies]
    whole = standing(rules, None, shown[None]) if None in shown else None
    return PublishedIndex(
        decision=rules.decision,
        version=rules.version,
        alternative=rules.chosen,
        period=month,
        as_of=at,
        province=standing_view(rules, whole, exact[None]) if whole else None,
        agencies=tuple(views),
    )


def shown_counts(counts: Mapping[str, RatioCount]) -> dict[str, RatioCount]:
    """Those that may be shown: rounded to five, without those in which fewer than five are."""
    return {
        name: RatioCount(*map(_rounded, count))
        for name, count in counts.items()
        if not any(0 < number < LEAST for number in (count.counted, count.total))
    }


def _rounded(number: int) -> int:
    return (number + LEAST // 2) // LEAST * LEAST


def standing_view(
    rules: IndexRules, each: IndexStanding, exact: Mapping[str, RatioCount]
) -> IndexStandingView:
    """A standing as it is published."""
    return IndexStandingView(
        agency=each.agency,
        rank=each.rank,
        points=str(each.points),
        attainable=each.attainable,
        scores=tuple(_score_view(indicator.id, each, exact) for indicator in rules.indicators),
    )


def _score_view(indicator: str, each: IndexStanding, exact: Mapping[str, RatioCount]) -> ScoreView:
    score = each.scores.get(indicator)
    if score is None:
        missing = _missing(exact.get(indicator))
        return ScoreView(indicator=indicator, missing=missing)
    projected = each.projections[indicator]
    return ScoreView(
        indicator=indicator,
        missing=None,
        counted=score.counted,
        total=score.total,
        points=str(score.points),
        lost=str(score.lost),
        gain=_text(score.gain),
        share=_text(score.share),
        worst=_text(projected.worst),
        best=_text(projected.best),
    )


def _missing(count: RatioCount | None) -> Missing:
    if count is None:
        return "no_data"
    return "too_few" if count.total else "none"


def _text(value: Fraction | None) -> str | None:
    return None if value is None else str(value)


def store_index(index: PublishedIndex, objects: Objects) -> None:
    """Write an index."""
    objects.put(key_of_index(index.period), index.model_dump_json().encode(), JSON)


def stored_index(month: str, objects: Objects) -> PublishedIndex:
    """The index of a month; raises NotFound where none was ever written."""
    stored = objects.get(key_of_index(month))
    if stored is None:
        raise NotFound
    return PublishedIndex.model_validate_json(stored.body)


def table_of_index(index: PublishedIndex) -> str:
    """A row for each place: points to two decimals, empty where N/A."""
    ids = [each.id for each in index_rules().indicators]
    places = [*([index.province] if index.province else []), *index.agencies]
    rows = (
        [
            index.period,
            each.agency,
            each.rank,
            _decimals(each.points),
            each.attainable,
            *(_decimals(score.points) for score in each.scores),
        ]
        for each in places
    )
    return csv_table(["period", "agency", "rank", "points", "attainable", *ids], rows)


def index_with_more(
    index: PublishedIndex, agency: str, indicator: str, more: int
) -> IndexStandingView:
    """Where an agency would stand if so many more counted for an indicator, from the counts as
    they are shown; raises NotFound for an agency or indicator without them.
    """
    shown = {each.agency: _counts(each) for each in index.agencies if each.agency}
    if indicator not in shown.get(agency, {}):
        raise NotFound
    rules = index_rules()
    changed = what_if(rules, shown, agency, {indicator: more})
    view = standing_view(rules, changed, {})
    missing = {each.indicator: each.missing for each in _of(index, agency).scores}
    scores = (_as_now(each, missing[each.indicator]) for each in view.scores)
    return view.evolve(scores=tuple(scores))


def _of(index: PublishedIndex, agency: str) -> IndexStandingView:
    return next(each for each in index.agencies if each.agency == agency)


def _as_now(each: ScoreView, missing: Missing | None) -> ScoreView:
    """What is N/A stays so for its reason; what open dossiers may bring is not told again."""
    if each.missing:
        return each.evolve(missing=missing)
    return each.evolve(worst=None, best=None)


def _counts(each: IndexStandingView) -> dict[str, RatioCount]:
    return {
        score.indicator: RatioCount(score.counted, score.total)
        for score in each.scores
        if score.counted is not None and score.total is not None
    }


def _decimals(value: str | None) -> str | None:
    return None if value is None else f"{float(Fraction(value)):.2f}"
