"""`python -m docs.findings`: writes docs/findings.md from docs/findings.yaml.

Each finding of a review is a row: what it says, and the tests that show it mended, the later work
that names it, or the reason why nothing is done.
"""

from pathlib import Path
from typing import Annotated, Final, Literal, get_args

import yaml
from pydantic import Field, model_validator

from kit.core.model import Model

FOLDER: Final = Path(__file__).parent
ROWS, PAGE = FOLDER / "findings.yaml", FOLDER / "findings.md"
State = Literal["done", "open", "later", "declined"]
Work = Literal["desk", "filing", "pages", "national exchange", "integrators", "registries"]
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
    rows = yaml.safe_load(ROWS.read_text("utf-8"))
    return [Finding.model_validate(row) for row in rows]


HEAD: Final = """# Findings

Five reviews of 29 November 2026 and what became of each finding. Written by
`python -m docs.findings` from `findings.yaml`. *done* names the tests that show it, *later* the
work that takes it up, *declined* the reason; *open* is being mended.
"""


def rendered(rows: list[Finding]) -> str:
    """The page: a count, then a table for each review."""
    counts = {state: sum(row.state == state for row in rows) for state in get_args(State)}
    summary = ", ".join(f"{count} {state}" for state, count in counts.items())
    parts = [HEAD, f"{len(rows)} findings: {summary}.", ""]
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


def _row(row: Finding) -> str:
    state = f"later: {row.work}" if row.work else row.state
    shown = "<br>".join(f"`{test}`" for test in row.tests)
    what = f"{row.remark}<br>{shown}" if shown else row.remark
    return f"| {row.id} | {row.severity} | {row.summary} | {state} | {what} |"


if __name__ == "__main__":
    PAGE.write_text(rendered(findings()), encoding="utf-8")
