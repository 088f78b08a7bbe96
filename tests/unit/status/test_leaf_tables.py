"""The tables of leaves: what DuckDB writes and counts is what a few lines of Python do."""

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

import duckdb
import pytest

from contracts.testing.dossier_events import CODE, paid_dossier
from status.adapters.duckdb_leaves import DuckDbLeaves
from status.domain.facts import FIELDS, fact_of, merge
from status.domain.leaf import Leaf, leaf
from tests.unit.status.test_figures import filings
from tests.unit.status.world import VAULT, MemoryLeaves, World

PAID = paid_dossier(VAULT)


@pytest.fixture(scope="module")
def row() -> Leaf:
    facts = merge({}, [fact_of(event, None) for event in PAID if event.type in FIELDS])
    computed = leaf(CODE, facts)
    assert computed is not None
    return computed


@pytest.fixture
def tables(tmp_path: Path) -> DuckDbLeaves:
    return DuckDbLeaves(tmp_path, memory="200MB", threads=1)


def rows_of(part: bytes, folder: Path) -> list[tuple[object, ...]]:
    (folder / "read.parquet").write_bytes(part)
    with duckdb.connect() as sql:
        stored = sql.read_parquet(str(folder / "read.parquet"))
        assert stored.columns == list(Leaf._fields)
        rows: list[tuple[object, ...]] = stored.fetchall()
    return rows


def plain(value: object) -> object:
    """A moment as it is stored: without offset and parts of a second."""
    return value.replace(tzinfo=None, microsecond=0) if isinstance(value, datetime) else value


def dossiers(row: Leaf, number: int) -> Iterator[Leaf]:
    for n in range(number):
        moment = row.filed + timedelta(minutes=n)
        yield row._replace(code=f"H49.61.01-261123-{n:04}", status=1 + n % 10, filed=moment)


def test_leaves_are_stored_as_they_are_computed(
    row: Leaf, tables: DuckDbLeaves, tmp_path: Path
) -> None:
    empty = Leaf(**dict.fromkeys(Leaf._fields, None))._replace(code="b")  # type: ignore[arg-type]
    part = tables.with_leaves(None, [empty, row])
    assert rows_of(part, tmp_path) == [tuple(map(plain, row)), tuple(empty)]


def test_a_leaf_takes_the_place_of_its_earlier_row_and_the_others_stay(
    row: Leaf, tables: DuckDbLeaves
) -> None:
    memory = MemoryLeaves()
    first = list(dossiers(row, 200))
    changed = [each._replace(status=10) for each in first[::3]]
    later = [row._replace(code="H49.61.01-261123-9999", status=4)]
    part, expected = (each.with_leaves(None, first) for each in (tables, memory))
    assert tables.statuses(part) == memory.statuses(expected) == dict.fromkeys(range(1, 11), 20)

    part = tables.with_leaves(part, [*changed, *later])
    expected = memory.with_leaves(expected, [*changed, *later])

    assert tables.statuses(part) == memory.statuses(expected)
    assert sum(tables.statuses(part).values()) == len(json.loads(expected)) == 201


def test_tables_of_before_a_column_existed_are_counted_and_taken_over(
    row: Leaf, tables: DuckDbLeaves, tmp_path: Path
) -> None:
    rows = list(dossiers(row, 20))
    (tmp_path / "new.parquet").write_bytes(tables.with_leaves(None, rows))
    with duckdb.connect() as sql:
        old = sql.read_parquet(str(tmp_path / "new.parquet")).project("* EXCLUDE (erased)")
        old.write_parquet(str(tmp_path / "old.parquet"))
    part = (tmp_path / "old.parquet").read_bytes()

    assert tables.erased([part]) == frozenset()
    assert len(tables.rows([part, part], "2026-11")) == 80
    erased = rows[0]._replace(erased=True)
    later = tables.with_leaves(part, [erased])
    assert tables.erased([later, part]) == {erased.code}


def test_equal_leaves_are_equal_bytes(row: Leaf, tables: DuckDbLeaves) -> None:
    rows = list(dossiers(row, 50))
    assert tables.with_leaves(None, rows) == tables.with_leaves(None, rows[::-1])


def test_nothing_stays_on_the_disk(row: Leaf, tables: DuckDbLeaves, tmp_path: Path) -> None:
    tables.statuses(tables.with_leaves(None, [row]))
    assert list(tmp_path.iterdir()) == []


def test_the_folder_over_duckdb_counts_each_dossier_once(tables: DuckDbLeaves) -> None:
    world = World(tables=tables)
    world.receive([*PAID[:3], *filings(2)])
    assert world.figures() == {1: 2, 6: 1}
    world.receive(PAID[3:])
    assert world.figures() == {1: 2, 10: 1}
