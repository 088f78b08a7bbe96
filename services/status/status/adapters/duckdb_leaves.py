"""Tables of leaves in Parquet, computed by DuckDB."""

import json
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from status.adapters.duckdb_workshop import MEMORY, Workshop, column_types
from status.adapters.index_queries import (
    agency_counts,
    failing_dossiers,
    failing_query,
    index_parameters,
    index_query,
)
from status.adapters.leaf_queries import PARTS, TABLE, cells_query, parameters, rows_query
from status.domain.figure_kinds import counted_kinds, places
from status.domain.leaf import Leaf
from status.domain.period_figures import DIMENSIONS, Cell
from status.domain.public_leaf import CountedRow, Part
from status.domain.service_index.scores import AgencyCounts, FailingDossier

if TYPE_CHECKING:  # a process that folds nothing starts without it
    from duckdb import DuckDBPyConnection

MONEY: Final = ("fee", "paid", "cashless")


def columns() -> dict[str, str]:
    """SQL's type of each column of a leaf."""
    return column_types(Leaf.__annotations__, MONEY)


class DuckDbLeaves:
    """`LeafTables` in a folder of the function's disk: nothing is fetched from elsewhere."""

    def __init__(self, folder: Path | None = None, memory: str = MEMORY, threads: int = 2) -> None:
        self._workshop = Workshop(folder, memory, threads)

    def with_leaves(self, part: bytes | None, leaves: Iterable[Leaf]) -> bytes:
        return self._workshop.merged(part, leaves, columns(), "code")

    def statuses(self, part: bytes) -> dict[int, int]:
        with self._workshop.open() as (sql, folder):
            table = folder / "part.parquet"
            table.write_bytes(part)
            counts = sql.read_parquet(str(table)).aggregate("status, count(*)", "status")
            return {int(status): int(number) for status, number in counts.fetchall()}

    def cells(self, parts: Sequence[bytes], month: str, at: datetime) -> list[Cell]:
        rows = self._selected(parts, cells_query, parameters(month, at))
        names = [kind.id for kind in counted_kinds()]
        return [_cell(row, names) for row in rows]

    def index(self, parts: Sequence[bytes], month: str, at: datetime) -> AgencyCounts:
        return agency_counts(self._selected(parts, index_query, index_parameters(month, at)))

    def failing(self, parts: Sequence[bytes], month: str, at: datetime) -> list[FailingDossier]:
        values = index_parameters(month, at)
        del values["end"]
        return failing_dossiers(self._selected(parts, failing_query, values))

    def _selected(
        self, parts: Sequence[bytes], query: Callable[[str], str], values: dict[str, str]
    ) -> list[tuple[Any, ...]]:
        """The rows of a query over the tables of all months."""
        with self._workshop.open() as (sql, folder):
            _store(sql, parts, folder)
            return sql.execute(query(str(folder)), values).fetchall()

    def erased(self, parts: Sequence[bytes]) -> frozenset[str]:
        with self._workshop.open() as (sql, folder):
            _store(sql, parts, folder)
            leaves = sql.read_parquet(f"{folder}/*{TABLE}", union_by_name=True)
            rows = leaves.filter("erased").project("code")
            return frozenset(code for (code,) in rows.fetchall())

    def rows(self, parts: Sequence[bytes], month: str) -> list[CountedRow]:
        with self._workshop.open() as (sql, folder):
            _store(sql, parts, folder)
            counted: list[CountedRow] = []
            for part in PARTS:
                query = rows_query(str(folder), part)
                rows = sql.execute(query, {"month": month}).fetchall()
                counted += (_counted_row(row, month, part) for row in rows)
        return sorted(counted, key=lambda row: (row.code, row.part))


def _store(sql: "DuckDBPyConnection", parts: Sequence[bytes], folder: Path) -> None:
    """The tables of all months, levels and fields, as files of a folder.

    A table that was written before leaves had a column has no value there; an empty one names all.
    """
    (folder / "none.jsonl").write_text("")
    empty = sql.read_json(str(folder / "none.jsonl"), format="newline_delimited", columns=columns())
    empty.write_parquet(str(folder / f"none{TABLE}"))
    for number, part in enumerate(parts):
        (folder / f"{number}{TABLE}").write_bytes(part)
    levels = [{"agency": a, "level": level} for a, level in places().levels.items()]
    fields = [{"procedure": code, "field": field} for code, field in places().fields.items()]
    (folder / "levels.json").write_text(json.dumps(levels))
    (folder / "fields.json").write_text(json.dumps(fields))


def _cell(row: Sequence[Any], names: Sequence[str]) -> Cell:
    """The first column says by what the row is grouped, the others hold the groups."""
    at = len(DIMENSIONS)
    by = DIMENSIONS[row[0]]
    key = None if by == "province" else row[row[0]]
    values = zip(names, row[at:], strict=True)
    return Cell(by=by, key=key, figures={name: int(value or 0) for name, value in values})


def _counted_row(row: Sequence[Any], month: str, part: Part) -> CountedRow:
    code, procedure, agency, level, field, channel, *values = row
    kinds = [kind for kind in counted_kinds() if kind.of == part]
    counts = [(k, v) for k, v in zip(kinds, values, strict=True) if v]
    return CountedRow(
        code=code,
        month=month,
        part=part,
        agency=agency,
        level=level,
        field=field,
        channel=channel,
        kinds=tuple(kind.id for kind, _ in counts if kind.sum is None),
        sums=tuple((kind.id, int(value)) for kind, value in counts if kind.sum is not None),
        sensitive=procedure in places().sensitive,
    )
