"""`python -m docs.evidence [--soak] [B2 …]`: runs what shows each acceptance line and writes
docs/evidence.md.

Each figure is kept with its commit. Without ids every line is run; with --soak the long ones (soak:
true) and no others. A command that shows several lines is run once. A line whose command fails
keeps no figure.
"""

import json
import re
import subprocess
import sys
import time
from functools import cache
from pathlib import Path
from typing import Any

from docs import mission
from infra.yaml_reader import read_yaml

FOLDER = Path(__file__).parent
LINES, FIGURES, PAGE = FOLDER / "evidence.yaml", FOLDER / "evidence.json", FOLDER / "evidence.md"
Line = dict[str, Any]
MOST = 8
"""Matches of `figure` that are shown of one run."""


def commit() -> str:
    """The commit at hand, marked when the tree differs from it."""
    head = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], capture_output=True, text=True, check=True
    )
    changed = subprocess.run(
        ["git", "status", "--porcelain", "-uno"], capture_output=True, text=True, check=True
    )
    names = {row[3:] for row in changed.stdout.splitlines()} - {
        "docs/evidence.json",
        "docs/evidence.md",
    }
    return head.stdout.strip() + ("+" if names else "")


def run(line: Line) -> dict[str, str] | None:
    """Run one line's command; its figure is what `figure` finds in the output, and the time it
    took."""
    print(f"{line['id']}: {line['command']}", flush=True)
    status, output, elapsed = _done(line["command"])
    matches = re.findall(line.get("figure", r"(\d+ passed[^\n=]*)"), output)
    figure = "; ".join(dict.fromkeys(text.strip() for text in matches[-MOST:]))
    why = f"\n{output[-6000:]}" if status else ""
    print(f"  exit {status} after {elapsed:.0f} s: {figure}{why}", flush=True)
    if status or not matches:
        return None
    return {"figure": f"{figure} ({elapsed:.0f} s)", "commit": commit()}


@cache
def _done(command: str) -> tuple[int, str, float]:
    """Exit status, output and seconds of a command, run once."""
    began = time.monotonic()
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=False)  # noqa: S602 - ours
    return done.returncode, done.stdout + done.stderr, time.monotonic() - began


def rendered(lines: list[Line], figures: dict[str, dict[str, str]]) -> str:
    """The page: id, what is claimed, the test or command, the figure, the commit."""
    rows = ["| id | line | test or command | figure | commit |", "|---|---|---|---|---|"]
    for line in lines:
        measured = figures.get(key(line))
        shown = (measured["figure"], measured["commit"]) if measured else ("not shown yet", "–")
        rows.append(
            f"| {line['id']} | {line['says']} | `{line['command']}` | {shown[0]} | {shown[1]} |"
        )
    return "\n".join([HEAD, *rows, ""])


HEAD = """# Evidence

What shows each acceptance line: the test or command, its figure on the machine at hand (2 cores)
and the commit it was run at. Written by `make evidence`; lines are in `evidence.yaml`, figures in
`evidence.json`. A line without a figure is not claimed.
"""


def key(line: Line) -> str:
    """A line's own name: an id may have several commands."""
    return f"{line['id']} {line['command']}"


def main() -> int:
    """Exit 1 if a line that was run did not hold."""
    ids, soak = set(sys.argv[1:]) - {"--render", "--soak"}, "--soak" in sys.argv
    lines: list[Line] = read_yaml(LINES)
    figures: dict[str, dict[str, str]] = json.loads(FIGURES.read_text()) if FIGURES.exists() else {}
    failed = []
    for line in [] if "--render" in sys.argv else lines:
        if bool(line.get("soak")) != soak or (ids and line["id"] not in ids):
            continue
        figure = run(line)
        figures.pop(key(line), None)
        if figure:
            figures[key(line)] = figure
        else:
            failed.append(line["id"])
        keys = {key(line) for line in lines}
        figures = {name: figures[name] for name in sorted(figures) if name in keys}
        FIGURES.write_text(json.dumps(figures, indent=1, ensure_ascii=False, sort_keys=True) + "\n")
        PAGE.write_text(rendered(lines, figures))
    PAGE.write_text(rendered(lines, figures))
    mission.PAGE.write_text(mission.page())  # it shows figures too
    if failed:
        print(f"not shown: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
