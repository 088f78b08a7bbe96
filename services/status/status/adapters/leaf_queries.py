"""The queries over leaves, in SQL that DuckDB and Athena have in common.

Conditions are those of data/figures.json, which is part of the program; months and moments are
parameters.
"""

from datetime import datetime
from typing import Final

from kit.core.time import VIETNAM
from status.domain.figure_kinds import Kind, counted_kinds
from status.domain.period_figures import DIMENSIONS
from status.domain.public_leaf import Part

TABLE: Final = ".leaves.parquet"
"""What the name of the file with a month's leaves ends with."""
PARTS: Final[tuple[Part, ...]] = ("received", "ended")
IN_MONTH: Final = {
    "received": "received_in = $month",
    "ended": "ended_in = $month",
    "open": "ended_in IS NULL",
}


def parameters(month: str, at: datetime) -> dict[str, str]:
    """Of the query of cells: the month (YYYY-MM) and the moment."""
    return {"month": month, "as_of": f"{at.astimezone(VIETNAM):%Y-%m-%d %H:%M:%S}"}


def cells_query(folder: str) -> str:
    """A row for the province, and one for each level, agency, field and channel; its first column
    is the place of what it is grouped by among DIMENSIONS.
    """
    kinds = ", ".join(map(_aggregate, counted_kinds()))
    places = ", ".join(DIMENSIONS[1:])
    sets = ", ".join(f"({name})" for name in DIMENSIONS[1:])
    by = " ".join(f"WHEN grouping({name}) = 0 THEN {n}" for n, name in enumerate(DIMENSIONS) if n)
    of_month = " OR ".join(f"({condition})" for condition in IN_MONTH.values())
    return f"""
        WITH {counted_leaves(folder)}
        SELECT CASE {by} ELSE 0 END AS dimension, {places}, {kinds}
        FROM counted WHERE {of_month}
        GROUP BY GROUPING SETS ((), {sets}) ORDER BY dimension, {places}
    """  # noqa: S608


def rows_query(folder: str, part: Part) -> str:
    """A row for each dossier of a part of the month: what places it, then a column a kind."""
    kinds = "".join(f", {_value(kind)}" for kind in counted_kinds() if kind.of == part)
    return f"""
        WITH {counted_leaves(folder)}
        SELECT code, "procedure", agency, level, field, channel{kinds}
        FROM counted WHERE {IN_MONTH[part]} ORDER BY code
    """  # noqa: S608


def counted_leaves(folder: str) -> str:
    """Leaves with their level and field, and the months in which they were received and ended."""
    return f"""
        counted AS (
            SELECT leaves.*, level, field,
                strftime(filed, '%Y-%m') AS received_in,
                strftime(coalesce(done, ended), '%Y-%m') AS ended_in
            FROM read_parquet('{folder}/*{TABLE}', union_by_name = true) AS leaves
            LEFT JOIN '{folder}/levels.json' AS levels USING (agency)
            LEFT JOIN '{folder}/fields.json' AS fields USING ("procedure")
        )
    """  # noqa: S608


def _aggregate(kind: Kind) -> str:
    condition = f"({IN_MONTH[kind.of]}) AND ({kind.sql})"
    counted = f"sum({kind.sum})" if kind.sum else "count(*)"
    return f"{counted} FILTER (WHERE {condition}) AS {kind.id}"


def _value(kind: Kind) -> str:
    """A sum's amount, or whether the condition holds."""
    return f"CASE WHEN {kind.sql} THEN {kind.sum or 'TRUE'} END AS {kind.id}"
