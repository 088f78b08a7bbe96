"""A simulated year is folded by the product's own code, and an independent count in SQL agrees in
every cell.
"""

import json
import resource
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import duckdb
import pytest

from kit.core.events import Envelope
from kit.core.time import VIETNAM
from kit.platform.garbage_collection import collect_rarely
from status.adapters.duckdb_leaves import DuckDbLeaves
from status.adapters.duckdb_workshop import Settings
from status.adapters.leaf_queries import cells_query, parameters
from status.adapters.s3_archive import events_of_object
from status.domain.facts import merge
from status.domain.figure_kinds import places
from status.domain.record import DossierRecord
from status.figures.arrivals import facts_by_dossier
from status.figures.fold import Folding
from status.figures.manifest import stored_manifest
from tests.unit.status.world import MemoryObjects, figure_stores
from tests.unit.status.year import COUNT, COUNTED, LIVES, events_of_year

END = datetime(2026, 12, 31, 23, tzinfo=VIETNAM)
BEFORE_CLOSING = datetime(2026, 1, 20, tzinfo=VIETNAM)
"""The run folds, and closes nothing."""
OVERLAP = 2
"""A dossier has at most twelve events, and an object ten."""
Cells = dict[tuple[str, str | None], dict[str, int]]
GIB = 1024 * 1024
"""In the units of the largest resident set, which are kilobytes."""


class YearArchive:
    """The objects of a year in one file; a key names its place there."""

    def __init__(self, file: Path, dossiers: int) -> None:
        self.places: dict[str, tuple[int, int]] = {}
        self.file = file
        self.last: Sequence[str] = ()
        self.before: Sequence[str] = ()
        with file.open("wb") as whole:
            for number, lines in enumerate(events_of_year(dossiers)):
                body = "".join(f"{line}\n" for line in lines).encode()
                self.places[f"day/2026-01-01/{number:09}"] = (whole.tell(), len(body))
                whole.write(body)

    def keys(self, after: str) -> Iterator[str]:
        return (key for key in self.places if key > after)

    def events(self, keys: Iterable[str]) -> Iterator[Envelope]:
        step = list(keys)
        self.before, self.last = self.last, step[-OVERLAP:]
        return self._events(step)

    def records(self, codes: Iterable[str]) -> Iterator[DossierRecord]:
        """What was projected before a step: of the dossier whose events the step cuts, those of
        the step before it.
        """
        facts = facts_by_dossier(self._events(self.before))
        return (DossierRecord(code=code, facts=merge({}, facts.get(code, ()))) for code in codes)

    def _events(self, keys: Iterable[str]) -> Iterator[Envelope]:
        with self.file.open("rb") as whole:
            for key in keys:
                start, length = self.places[key]
                whole.seek(start)
                yield from events_of_object(whole.read(length))


class Run(NamedTuple):
    """A folding that ran, and the seconds that it took by the clock and of a processor."""

    folding: Folding
    seconds: float
    processor: float


def folded(folder: Path, dossiers: int, at_once: int) -> Run:
    """The folding of a year."""
    archive = YearArchive(folder / "events.jsonl", dossiers)
    tables = DuckDbLeaves(folder, memory="1GB")
    stores = figure_stores(archive, MemoryObjects(), tables)
    folding = Folding(stores, archive.records, at_once)
    began, processor = time.monotonic(), time.process_time()
    assert folding.run(BEFORE_CLOSING) >= dossiers
    return Run(folding, time.monotonic() - began, time.process_time() - processor)


def product_count(folding: Folding, month: str) -> Cells:
    objects, tables = folding.stores.objects, folding.stores.tables
    keys = sorted(stored_manifest(objects).manifest.parts.items())
    parts = [stored.body for _, key in keys if (stored := objects.get(key))]
    return {
        (cell.by, cell.key): {kind: cell.figures[kind] or 0 for kind in COUNTED}
        for cell in tables.cells(parts, month, END)
    }


def independent_counts(folder: Path, *months: str) -> Iterator[Cells]:
    levels = [{"agency": a, "level": level} for a, level in places().levels.items()]
    fields = [{"procedure": code, "field": field} for code, field in places().fields.items()]
    (folder / "levels.json").write_text(json.dumps(levels))
    (folder / "fields.json").write_text(json.dumps(fields))
    files = {name: str(folder / f"{name}.json") for name in ("levels", "fields")}
    config: Settings = {"threads": 2, "memory_limit": "1GB", "temp_directory": str(folder)}
    with duckdb.connect(config=config) as sql:
        sql.execute(LIVES, {"events": str(folder / "events.jsonl")})
        for month in months:
            rows = sql.execute(COUNT, {**files, "month": month}).fetchall()
            values = (dict(zip(COUNTED, map(int, row[2:]), strict=True)) for row in rows)
            yield {(row[0], row[1]): cell for row, cell in zip(rows, values, strict=True)}


def test_a_year_of_few_dossiers_is_counted_as_the_events_say(tmp_path: Path) -> None:
    folding = folded(tmp_path, 300, at_once=100).folding
    cells = product_count(folding, "2026-07")
    assert len(cells) > 20
    assert [cells] == list(independent_counts(tmp_path, "2026-07"))


@pytest.mark.soak
def test_a_year_of_six_hundred_thousand_dossiers_in_ten_minutes_and_two_gibibytes(
    tmp_path: Path,
) -> None:
    collect_rarely()  # as the function does
    run = folded(tmp_path, 600_000, at_once=20_000)
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    seconds = f"{run.seconds:.0f} s, {run.processor:.0f} s of a processor"
    print(f"folded in {seconds}, {largest / GIB:.2f} GiB")
    months = [f"2026-{n:02}" for n in range(1, 13)]
    for month, expected in zip(months, independent_counts(tmp_path, *months), strict=True):
        assert product_count(run.folding, month) == expected
        print(f"{month}: {len(expected)} cells are equal")
    assert run.seconds <= 600
    assert largest <= 2 * GIB


NATION = """
    COPY (
        SELECT leaf.* REPLACE (
            'N' || $n || '-' || i AS code,
            timestamp '2026-01-01' + (i % 525600) * interval 1 minute AS filed,
            timestamp '2026-01-04' + (i % 525600) * interval 1 minute AS done,
            'H49.61.' || lpad(CAST(1 + (i * 7 + $n) % 54 AS VARCHAR), 2, '0') AS agency,
            i % 10 < 9 AS on_time)
        FROM range(600000) AS r(i), leaf
    ) TO '{file}' (FORMAT parquet, COMPRESSION zstd)
"""


@pytest.mark.soak
def test_the_leaves_of_a_nation_are_counted_in_five_minutes_and_two_gibibytes(
    tmp_path: Path,
) -> None:
    objects = folded(tmp_path, 1, at_once=1000).folding.stores.objects
    (key,) = stored_manifest(objects).manifest.parts.values()
    stored = objects.get(key)
    assert stored is not None
    (tmp_path / "one.parquet").write_bytes(stored.body)
    list(independent_counts(tmp_path))
    config: Settings = {"threads": 2, "memory_limit": "1500MB", "temp_directory": str(tmp_path)}
    with duckdb.connect(config=config) as sql:
        sql.read_parquet(str(tmp_path / "one.parquet")).create_view("leaf")
        for n in range(63):
            file = tmp_path / f"{n}.leaves.parquet"
            sql.execute(NATION.format(file=file), {"n": n})
        began, processor = time.monotonic(), time.process_time()
        rows = sql.execute(cells_query(str(tmp_path)), parameters("2026-06", END)).fetchall()
        seconds, processor = time.monotonic() - began, time.process_time() - processor
    largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = f"{seconds:.0f} s, {processor:.0f} s of a processor"
    print(f"{63 * 600_000} leaves in {took}, {largest / GIB:.2f} GiB")
    assert rows
    assert seconds <= 300
    assert largest <= 2 * GIB
