"""`python -m docs.mission`: docs/mission.md, the systems of the province's own account beside what
works here.

What works is shown by rows of docs/evidence.yaml; figure and commit are those of
docs/evidence.json.
"""

import json
from collections.abc import Sequence
from pathlib import Path
from textwrap import fill
from typing import Final, TypedDict

import yaml

FOLDER: Final = Path(__file__).parent
SYSTEMS: Final = FOLDER / "mission.yaml"
ROWS: Final = FOLDER / "evidence.yaml"
FIGURES: Final = FOLDER / "evidence.json"
PAGE: Final = FOLDER / "mission.md"
WIDTH: Final = 100
HEAD: Final = """# The mission: twelve systems

What Quảng Ninh itself counted among its digital government, what of it works in this software, the
test or command that shows it with its last figure ([evidence](evidence.md)), and what a real
partner must still confirm. Nothing of this ran on AWS or with a real partner. `python -m
docs.mission` writes this page from `docs/mission.yaml`.
"""


class System(TypedDict):
    """One system; `works` is empty where nothing exists."""

    system: str
    vietnamese: str
    reported: str
    works: str
    shown: list[str]
    confirm: str


Evidence = dict[str, str]
"""A row of docs/evidence.yaml."""


def page() -> str:
    """The whole page."""
    systems: list[System] = yaml.safe_load(SYSTEMS.read_text("utf-8"))
    rows: list[Evidence] = yaml.safe_load(ROWS.read_text("utf-8"))
    figures: dict[str, dict[str, str]] = json.loads(FIGURES.read_text("utf-8"))
    numbered = enumerate(systems, start=1)
    return HEAD + "".join(_section(number, each, rows, figures) for number, each in numbered)


def row_shown(reference: str, rows: Sequence[Evidence]) -> Evidence:
    """The row that a reference names: its id, and how its command begins.

    Raises:
        ValueError: none or several rows begin so, and none is exactly that.
    """
    begun = [row for row in rows if f"{row['id']} {row['command']}".startswith(reference)]
    exact = [row for row in begun if f"{row['id']} {row['command']}" == reference]
    match exact or begun:
        case [row]:
            return row
        case found:
            raise ValueError(f"{len(found)} rows begin with {reference!r}")


def _section(
    number: int,
    system: System,
    rows: Sequence[Evidence],
    figures: dict[str, dict[str, str]],
) -> str:
    works = fill(system["works"].strip(), WIDTH) or "Nothing exists yet."
    return (
        f"\n## {number}. {system['system']} ({system['vietnamese']})\n\n"
        + fill(f"Reported: {system['reported']}.", WIDTH)
        + f"\n\n{works}\n\n"
        + _table([row_shown(each, rows) for each in system["shown"]], figures)
        + fill(f"To confirm: {system['confirm'].strip()}", WIDTH)
        + "\n"
    )


def _table(rows: Sequence[Evidence], figures: dict[str, dict[str, str]]) -> str:
    if not rows:
        return ""
    return (
        "| line | what is shown | test or command | figure | commit |\n|---|---|---|---|---|\n"
        + "".join(_line(row, figures.get(f"{row['id']} {row['command']}")) for row in rows)
        + "\n"
    )


def _line(row: Evidence, figure: dict[str, str] | None) -> str:
    shown = (figure["figure"], figure["commit"]) if figure else ("not shown yet", "")
    cells = (row["id"], row["says"], f"`{row['command']}`", *shown)
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |\n"


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
