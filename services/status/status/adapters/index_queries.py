"""The queries of the index of QĐ 766/QĐ-TTg over leaves, in the SQL that DuckDB and Athena share.

Conditions are those of data/rules/766.json, which is part of the program; month and moments are
parameters: `until` is the moment of counting or the month's end, whichever comes first, and `end`
the month's end.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final

from kit.core.time import VIETNAM
from status.adapters.leaf_queries import counted_leaves
from status.domain.service_index.rules import Indicator, Part, index_rules
from status.domain.service_index.scores import AgencyCounts, FailingDossier, RatioCount
from status.figures.months import end_of

IN_PART: Final[dict[Part | None, str]] = {
    "received": "received_in = $month",
    "ended": "ended_in = $month",
    None: "FALSE",
    "handled": "received_in <= $month AND (ended_in IS NULL OR ended_in >= $month)",
}
PENDING: Final = """accepted IS NOT NULL AND ended_in IS NULL AND status <> 5
    AND due_last >= CAST($until AS TIMESTAMP) AND due_last < CAST($end AS TIMESTAMP)"""
"""Open dossiers that are due before the month's end; whose papers are awaited have no due date."""
MOMENT: Final = "%Y-%m-%d %H:%M:%S"


def index_parameters(month: str, at: datetime) -> dict[str, str]:
    """Of the query of ratios; that of dossiers needs no `end`."""
    end = end_of(month)
    until = min(at.astimezone(VIETNAM), end)
    return {"month": month, "until": f"{until:{MOMENT}}", "end": f"{end:{MOMENT}}"}


def index_query(folder: str) -> str:
    """A row for the province and one for each agency: its code, and four numbers an indicator."""
    numbers = ", ".join(map(_numbers, index_rules().counted))
    return f"""
        WITH {counted_leaves(folder)}
        SELECT agency, {numbers} FROM counted
        WHERE received_in <= $month AND (ended_in IS NULL OR ended_in >= $month)
        GROUP BY GROUPING SETS ((), (agency)) ORDER BY grouping(agency) DESC, agency
    """  # noqa: S608


def failing_query(folder: str) -> str:
    """A row for each dossier that fails something: agency, code, and by indicator whether it does.

    Procedures fail together, not dossiers: their indicators are left out.
    """
    failing = {each.id: _failing(each) for each in index_rules().counted if each.unit == "dossiers"}
    columns = ", ".join(f'coalesce({sql}, FALSE) AS "{name}"' for name, sql in failing.items())
    some = " OR ".join(f'"{name}"' for name in failing)
    return f"""
        WITH {counted_leaves(folder)},
        failing AS (SELECT agency, code, {columns} FROM counted)
        SELECT * FROM failing WHERE {some} ORDER BY agency, code
    """  # noqa: S608


def agency_counts(rows: Iterable[Sequence[Any]]) -> AgencyCounts:
    """The rows of `index_query`."""
    ids = [each.id for each in index_rules().counted]
    return {
        row[0]: {each: RatioCount(*row[1 + 4 * n : 5 + 4 * n]) for n, each in enumerate(ids)}
        for row in rows
    }


def failing_dossiers(rows: Iterable[Sequence[Any]]) -> list[FailingDossier]:
    """The rows of `failing_query`."""
    ids = [each.id for each in index_rules().counted if each.unit == "dossiers"]
    return [
        FailingDossier(
            agency, code, tuple(each for each, fails in zip(ids, failing, strict=True) if fails)
        )
        for agency, code, *failing in rows
    ]


def _numbers(indicator: Indicator) -> str:
    total = _of(indicator)
    counted = f"{total} AND ({indicator.counts})"
    each = [_count(indicator, counted), _count(indicator, total)]
    pending = indicator.pending
    if pending is None:
        return ", ".join([*each, "0", "0"])
    waiting = f"{PENDING} AND ({pending.where})"
    both = f"{waiting} AND ({pending.counts})"
    return ", ".join([*each, _count(indicator, waiting), _count(indicator, both)])


def _of(indicator: Indicator) -> str:
    return f"({IN_PART[indicator.part]}) AND ({indicator.where})"


def _count(indicator: Indicator, condition: str) -> str:
    if indicator.unit == "procedures":
        return f'count(DISTINCT CASE WHEN {condition} THEN "procedure" END)'
    return f"count(*) FILTER (WHERE {condition})"


def _failing(indicator: Indicator) -> str:
    return f"({_of(indicator)} AND NOT coalesce({indicator.counts}, FALSE))"
