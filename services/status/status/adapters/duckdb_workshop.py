"""DuckDB in a folder of the function's disk: nothing is fetched from elsewhere."""

import json
import tempfile
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:  # a process that folds nothing starts without it
    from duckdb import DuckDBPyConnection

MEMORY: Final = "1GB"
"""Of the 1,769 MB of the function; what takes more goes to its disk."""
TYPES: Final = {
    "str": "VARCHAR",
    "int": "INTEGER",
    "bool": "BOOLEAN",
    "datetime": "TIMESTAMP",
}
MOMENT: Final = len("2026-12-31 23:59:59")
"""What a table has of a moment's text: no offset, since rows are in Vietnam's time."""
WITH_EARLIER: Final = """
    SELECT * FROM new
    UNION ALL BY NAME
    SELECT * FROM old WHERE {key} NOT IN (SELECT {key} FROM new)
"""
Settings = dict[str, str | bool | int | float | list[str]]
"""DuckDB's own options by name."""


class Workshop:
    """Connections of their own that reach nothing but a folder, which goes with each."""

    def __init__(self, folder: Path | None = None, memory: str = MEMORY, threads: int = 2) -> None:
        self._folder = folder or Path(tempfile.gettempdir())
        self._settings: Settings = {"memory_limit": memory, "threads": threads}

    @contextmanager
    def open(self) -> Iterator[tuple["DuckDBPyConnection", Path]]:
        """A connection and its folder."""
        import duckdb

        with tempfile.TemporaryDirectory(prefix="leaves-", dir=self._folder) as folder:
            limits: Settings = {
                "temp_directory": folder,
                "autoinstall_known_extensions": False,
                "autoload_known_extensions": False,
            }
            with duckdb.connect(config={**self._settings, **limits}) as connection:
                yield connection, Path(folder)

    def merged(
        self,
        part: bytes | None,
        rows: Iterable[NamedTuple],
        kinds: dict[str, str],
        key: str,
    ) -> bytes:
        """A table in Parquet, ordered by its `key` column, in which these rows stand in the place
        of the earlier ones with the same key. `kinds` has SQL's type of each column.
        """
        with self.open() as (sql, folder):
            new, old, out = (folder / name for name in ("new.jsonl", "old.parquet", "out.parquet"))
            new.write_text("".join(map(_line, rows)))
            table = sql.read_json(str(new), format="newline_delimited", columns=kinds)
            table.create_view("new")
            if part is not None:
                old.write_bytes(part)
                sql.read_parquet(str(old)).create_view("old")
                table = sql.sql(WITH_EARLIER.format(key=key))
            table.order(key).write_parquet(str(out), compression="zstd")
            return out.read_bytes()


def column_types(annotations: Mapping[str, object], wide: Collection[str] = ()) -> dict[str, str]:
    """SQL's type of each member of a row; those of `wide` may pass two thousand million."""
    kinds = {name: _name(kind) for name, kind in annotations.items()}
    return {name: "BIGINT" if name in wide else TYPES[kind] for name, kind in kinds.items()}


def _name(kind: object) -> str:
    """Of a type, or of one that may be None: "datetime" of `datetime.datetime | None`."""
    if isinstance(kind, type):
        return kind.__name__
    return str(kind).removesuffix(" | None").rpartition(".")[2]


def _line(row: NamedTuple) -> str:
    values = {
        name: str(value)[:MOMENT] if isinstance(value, datetime) else value
        for name, value in row._asdict().items()
    }
    return json.dumps(values) + "\n"
