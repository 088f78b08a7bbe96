"""What figures cost in a year of 600,000 dossiers, counted from one run of the folder."""

import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import pytest

from bench.prices import latest
from contracts.testing.dossier_events import CODE, DossierEvents, dossier_filed
from kit.core.events import Envelope
from status.adapters.duckdb_acts import DuckDbActs
from status.adapters.duckdb_leaves import DuckDbLeaves
from status.domain.act import Act, noted
from status.domain.leaf import Leaf, leaf
from status.domain.record import DossierRecord
from status.figures.fold import PARQUET
from status.figures.manifest import Manifest, stored_manifest
from tests.unit.status.world import VAULT, World

DOSSIERS, EVENTS, FACTS = 600_000, 26, 12
"""A year; the events of a paid dossier in the archive, and those of them that are facts, each as
if it came alone in its ten minutes.
"""
ACTS = 10
"""Of a dossier; the table of the day, of 21 in a month, is replaced in every run."""
DAY = "2026-11-23"
STORED_GB = 2.0
"""Leaves, public leaves and proofs of three years, and what a day replaced."""
WORKING_RUNS, RUNS = 250 * 10 * 6, 365 * 24 * 6
"""Runs every ten minutes; in ten hours of 250 days something arrived."""
MONTHS = 36
"""Tables that figures are counted from: three years."""
MEMORY_GB = 1769 / 1024
CALL_SECONDS = 0.005
IDLE_SECONDS = 0.05
MOST = Decimal(10)
"""US dollars a year."""


@dataclass(frozen=True)
class Run:
    """Calls of S3 that read and that write, and seconds of one whole processor."""

    gets: int
    puts: int
    processor: float


def price_of_year(run: Run) -> dict[str, Decimal]:
    """US dollars by line."""
    prices = latest()
    objects = DOSSIERS * EVENTS / 10
    seconds = WORKING_RUNS * (run.processor + CALL_SECONDS * (run.gets + run.puts))
    seconds += (RUNS - WORKING_RUNS) * IDLE_SECONDS + objects / 10 * CALL_SECONDS
    return {
        "lambda": prices.of("lambda.gb_second.arm64", seconds * MEMORY_GB)
        + prices.of("lambda.request", RUNS),
        "s3 writes and lists": prices.of("s3.put", WORKING_RUNS * run.puts + RUNS),
        "s3 reads": prices.of("s3.get", WORKING_RUNS * run.gets + objects + RUNS),
        "table reads": prices.of("dynamodb.read_unit", DOSSIERS * FACTS * 0.5),
        "secret": prices.of("secretsmanager.secret.month", 12),
        "storage": prices.of("s3.storage.gb_month", 12 * STORED_GB),
    }


def filings(number: int) -> Iterator[Envelope]:
    for n in range(number):
        code = f"H49.61.01-261123-{n:04}"
        yield DossierEvents(VAULT, code, f"01KAQ{n:021}").publish("intake", dossier_filed())


def measured_run(folder: Path, leaves: int, arrived: int) -> Run:
    """A run in which `arrived` dossiers of the present month changed, with so many leaves in each
    of MONTHS tables.
    """
    acts = DuckDbActs(folder, threads=1)
    world = World(tables=DuckDbLeaves(folder, threads=1), acts=acts)
    objects, tables = world.objects, world.service.figure_stores.tables
    part = tables.with_leaves(None, rows(leaves))
    keys = {f"{2024 + n // 12}-{1 + n % 12:02}": f"leaves/{n}.parquet" for n in range(MONTHS)}
    for key in keys.values():
        objects.put(key, part, PARQUET)
    day = acts.with_acts(None, act_rows(ACTS * leaves // 21))
    objects.put("leaves/acts.parquet", day, PARQUET)
    closed = tuple(sorted(keys))[:-2]
    stored_manifest(objects).save(
        Manifest(
            parts=keys, closed=closed, acts={DAY: "leaves/acts.parquet"}, reported="2099-01-01"
        ),
        objects,
    )
    folding = replace(world.service.folding, records=no_records)
    folding.run(world.clock())  # the root of the day
    world.archive.append(list(filings(arrived)), world.clock())
    objects.calls.clear()
    began = time.process_time()
    assert folding.run(world.clock()) == arrived
    gets = sum(n for call, n in objects.calls.items() if call.startswith("get"))
    return Run(gets, objects.calls.total() - gets, time.process_time() - began)


def no_records(codes: Iterable[str]) -> Iterator[DossierRecord]:
    return (DossierRecord(code=code, facts={}) for code in codes)


def act_rows(number: int) -> Iterator[Act]:
    acts: dict[str, Act] = {}
    assert len(list(noted(filings(1), acts))) == 1
    [act] = acts.values()
    for n in range(number):
        code = f"H49.61.{n % 54:02}-261101-{n // ACTS:06}"
        official = f"official-{n % 997}-of-an-agency"
        yield act._replace(key=f"casework/{code}/{n % ACTS:06}", code=code, official=official)


def rows(number: int) -> Iterator[Leaf]:
    from status.domain.facts import fact_of

    fact = fact_of(next(filings(1)), None)
    row = leaf(CODE, {fact.key: fact})
    assert row is not None
    for n in range(number):
        yield row._replace(
            code=f"H49.61.{n % 54:02}-240101-{n:06}", agency=f"H49.61.{n % 54:02}", done=row.filed
        )


def report(lines: dict[str, Decimal]) -> str:
    total = sum(lines.values(), Decimal())
    return f"US${total:.2f} a year: " + ", ".join(f"{k} {v:.2f}" for k, v in lines.items())


def test_a_run_reads_and_writes_few_objects_and_no_more_with_the_years(tmp_path: Path) -> None:
    run = measured_run(tmp_path, 10, 5)
    assert run.puts <= 8
    assert run.gets <= MONTHS + 8
    assert sum(price_of_year(replace(run, processor=2.0)).values(), Decimal()) <= MOST


@pytest.mark.soak
def test_figures_cost_at_most_ten_dollars_a_year(tmp_path: Path) -> None:
    run = measured_run(tmp_path, 50_000, 400)
    lines = price_of_year(run)
    print(f"{report(lines)}; a run {run.processor:.2f} s, {run.gets} reads, {run.puts} writes")
    assert sum(lines.values(), Decimal()) <= MOST
