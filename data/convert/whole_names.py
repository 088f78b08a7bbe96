"""The names of papers and results in full: the first reading cut those over 110 characters, the
second did not."""

import json
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import Any

CUT = "…"
LONGEST = 1000
"""What a name in the catalogue may have: a longer one stays cut."""


class WholeNames:
    """The names of the second reading (`procedures2/`), by procedure."""

    def __init__(self, folder: Path) -> None:
        self._rows: dict[str, dict[str, Any]] = {
            row["code"]: row for row in _rows_of(folder) if row.get("core")
        }

    def of_papers(self, code: str, name: str) -> str:
        """The name of a paper of that procedure."""
        return _whole(name, self._names(code, "papers"))

    def of_results(self, code: str, name: str) -> str:
        """The name of a result of that procedure."""
        return _whole(name, self._names(code, "results"))

    def _names(self, code: str, kind: str) -> list[str]:
        return [row["name"] for row in self._rows.get(code, {}).get(kind, ())]


def _rows_of(folder: Path) -> Iterable[dict[str, Any]]:
    for path in sorted(folder.glob("*.jsonl")):
        yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _whole(name: str, names: Iterable[str]) -> str:
    if not name.endswith(CUT):
        return name
    beginning = name.removesuffix(CUT).rstrip()
    composed = (unicodedata.normalize("NFC", each) for each in names)
    whole = (each.strip(" .;") for each in composed if each.startswith(beginning))
    return next((each for each in whole if len(each) <= LONGEST), name)
