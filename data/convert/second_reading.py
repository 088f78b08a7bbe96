"""The second reading of the National Portal's catalogue (`procedures2/`): one row a procedure."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Row = dict[str, Any]


def rows_of(folder: Path) -> dict[str, Row]:
    """Code -> row, in the order of the codes."""
    rows = {str(row["code"]): row for row in _lines(folder)}
    return dict(sorted(rows.items()))


def _lines(folder: Path) -> Iterator[Row]:
    for path in sorted(folder.glob("*.jsonl")):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield json.loads(unicodedata.normalize("NFC", line))
