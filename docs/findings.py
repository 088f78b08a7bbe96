"""`python -m docs.findings [--closed]`: writes docs/findings.md from docs/findings.yaml.

With --closed it writes nothing, and fails where a severe finding is being mended still.

Each finding of a review is a row: what it says, and the tests that show it mended, the later work
that names it, or the reason why nothing is done.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Final, Literal, get_args

from pydantic import Field, model_validator

from infra.yaml_reader import read_yaml
from kit.core.model import Model

FOLDER: Final = Path(__file__).parent
ROWS, PAGE = FOLDER / "findings.yaml", FOLDER / "findings.md"
State = Literal["done", "open", "later", "declined"]
Work = Literal["desk", "filing", "pages", "national exchange", "integrators", "registries"]
SEVERE: Final = frozenset({"high", "medium", "S1", "S2"})
REVIEWS: Final = {
    "aws": "Amazon Web Services: what works on the local cloud and fails, surprises or costs there",
    "security": "Security: as an attacker",
    "field": "The field: public bug reports and real files of this job",
    "mission": "The mission: what a province still lacks",
    "users": "Users: a citizen, an app developer, an integrator, an official",
}


class Finding(Model):
    """A finding by its review and number. Tests are `path::name`, or a file of tests."""

    id: Annotated[str, Field(pattern=r"^(aws|security|field|mission|users)-[A-Za-z0-9.-]+$")]
    severity: Literal["high", "medium", "low", "S1", "S2", "S3"]
    state: State
    summary: str
    remark: str
    work: Work | None = None
    tests: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _is_complete(self) -> "Finding":
        if bool(self.tests) != (self.state == "done"):
            raise ValueError(f"{self.id}: what is done names its tests, and nothing else does")
        if bool(self.work) != (self.state == "later"):
            raise ValueError(f"{self.id}: what comes later names the work, and nothing else does")
        return self

    @property
    def review(self) -> str:
        """The review that found it."""
        return self.id.partition("-")[0]


def findings() -> list[Finding]:
    """Every finding, in the order of the file."""
    rows = read_yaml(ROWS)
    return [Finding.model_validate(row) for row in rows]


HEAD: Final = """# Findings

Five reviews of 29 November 2026 and what became of each finding. Written by
`python -m docs.findings` from `findings.yaml`. *done* names the tests that show it, *later* the
work that takes it up, *declined* the reason; *open* is being mended.
"""


def rendered(rows: list[Finding]) -> str:
    """The page: a count, then a table for each review."""
    parts = [HEAD, f"{summary(rows)}.", ""]
    for review, title in REVIEWS.items():
        parts += [
            f"## {title}",
            "",
            "| id | severity | finding | state | what |",
            "|---|---|---|---|---|",
        ]
        parts += [_row(row) for row in rows if row.review == review]
        parts += [""]
    return "\n".join(parts)


def summary(rows: Sequence[Finding]) -> str:
    """How many there are, and in which states."""
    counts = {state: sum(row.state == state for row in rows) for state in get_args(State)}
    return f"{len(rows)} findings: " + ", ".join(f"{n} {state}" for state, n in counts.items())


def severe_and_open(rows: Sequence[Finding]) -> list[str]:
    """The ids of what is neither done, nor named by later work, nor declined."""
    return [row.id for row in rows if row.state == "open" and row.severity in SEVERE]


def main(arguments: Sequence[str]) -> int:
    """Exit 1 where --closed is asked for and does not hold."""
    rows = findings()
    if "--closed" not in arguments:
        PAGE.write_text(rendered(rows), encoding="utf-8")
        return 0
    left = severe_and_open(rows)
    print(f"{summary(rows)}; severe and open: {', '.join(left) or 'none'}")
    return 1 if left else 0


def _row(row: Finding) -> str:
    state = f"later: {row.work}" if row.work else row.state
    shown = "<br>".join(f"`{test}`" for test in row.tests)
    what = f"{row.remark}<br>{shown}" if shown else row.remark
    return f"| {row.id} | {row.severity} | {row.summary} | {state} | {what} |"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
