"""`python -m docs.walk_table`: writes the table of docs/walks.md from the numbers of the walks,
which `tests/browser/test_walks.py` counts and compares.
"""

import json
from pathlib import Path
from typing import Any, Final

PAGE: Final = Path(__file__).with_name("walks.md")
NUMBERS: Final = PAGE.parent / "walks" / "numbers.json"
BEFORE: Final = PAGE.parent / "walks" / "before.json"
"""The same walks on the pages as they were before the first change."""
BEGIN, END = "<!-- numbers -->\n", "<!-- end of numbers -->"
HEAD = """| who | came for, and has in hand at the end | pages | steps | letters | keys | \
hesitations | machine | person |
|---|---|--:|--:|--:|--:|--:|--:|--:|
"""


def table() -> str:
    """A row for each walk; "9 → 1" are the hesitations before the changes and now."""
    before = _read(BEFORE)
    return HEAD + "".join(_row(walk, before[slug]) for slug, walk in _read(NUMBERS).items())


def page() -> str:
    """The whole page, with the present table."""
    head, _, rest = PAGE.read_text(encoding="utf-8").partition(BEGIN)
    _, _, tail = rest.partition(END)
    return f"{head}{BEGIN}\n{table()}\n{END}{tail}"


def _row(walk: dict[str, Any], before: dict[str, Any]) -> str:
    cells = (
        walk["who"],
        f"{walk['came_for']}: {walk['in_hand']}",
        walk["pages"],
        walk["clicks"] + walk["fields"],
        walk["letters"],
        walk["keys"],
        f"{before['hesitations']} → {walk['hesitations']}",
        f"{walk['machine_seconds']} s",
        f"{walk['human_seconds'] // 60} min {walk['human_seconds'] % 60} s",
    )
    return "| " + " | ".join(map(str, cells)) + " |\n"


def _read(path: Path) -> dict[str, Any]:
    numbers: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return numbers


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
