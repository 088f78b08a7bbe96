"""Tables of acts in Parquet, read and written by DuckDB."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Final

from kit.core.time import VIETNAM
from status.adapters.duckdb_workshop import MEMORY, MOMENT, Workshop, column_types
from status.domain.act import FILED, PROCEDURE, Act

AT_ONCE: Final = 10_000
"""Rows that are fetched in one call."""
ACTS: Final = """
    WITH acts AS (SELECT * FROM read_parquet($files, union_by_name = true)),
    filed AS (SELECT code FROM acts WHERE type = $filed AND "at" >= CAST($since AS TIMESTAMP))
    SELECT {columns} FROM acts
    WHERE type = $procedure OR code IN (SELECT code FROM filed)
    ORDER BY type = $procedure DESC, code, key
"""


class DuckDbActs:
    """`ActTables` in a folder of the function's disk: nothing is fetched from elsewhere."""

    def __init__(self, folder: Path | None = None, memory: str = MEMORY, threads: int = 2) -> None:
        self._workshop = Workshop(folder, memory, threads)

    def with_acts(self, part: bytes | None, acts: Iterable[Act]) -> bytes:
        return self._workshop.merged(part, acts, column_types(Act.__annotations__), "key")

    def acts(self, parts: Sequence[bytes], since: datetime) -> Iterator[Act]:
        if not parts:
            return
        with self._workshop.open() as (sql, folder):
            files = [folder / f"{number}.parquet" for number in range(len(parts))]
            for file, part in zip(files, parts, strict=True):
                file.write_bytes(part)
            values = {
                "files": list(map(str, files)),
                "filed": FILED,
                "procedure": PROCEDURE,
                "since": str(since.astimezone(VIETNAM))[:MOMENT],
            }
            sql.execute(ACTS.format(columns=", ".join(f'"{name}"' for name in Act._fields)), values)
            while rows := sql.fetchmany(AT_ONCE):
                yield from map(_act, rows)


def _act(row: Sequence[object]) -> Act:
    return Act(*(_zoned(value) for value in row))  # type: ignore[arg-type]


def _zoned(value: object) -> object:
    return value.replace(tzinfo=VIETNAM) if isinstance(value, datetime) else value
