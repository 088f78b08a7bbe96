"""`python -m tools.openapi_lint`: Redocly's and Spectral's findings on docs/api/openapi/*.json.

Exit code 1 when there is one. Without Node it says what it left out and exits 0, but not where
NOTHING_LEFT_OUT is set (CI).
"""

import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from subprocess import CompletedProcess
from typing import Any, NamedTuple

from tools.node import ROOT, NodeMissing, ToolFailed, npx

DOCUMENTS = ROOT / "docs" / "api" / "openapi"


class Finding(NamedTuple):
    """One error; `where` is a JSON pointer into the document."""

    tool: str
    document: str
    rule: str
    where: str
    message: str


def documents() -> list[Path]:
    """The OpenAPI documents, one a service."""
    return sorted(DOCUMENTS.glob("*.json"))


def redocly(*checked: Path) -> Iterator[Finding]:
    """Redocly's errors by tools/openapi/.redocly.yaml."""
    done = npx(
        "redocly",
        "lint",
        "--config",
        ".redocly.yaml",
        "--format",
        "json",
        "--max-problems",
        "100000",
        *checked,
    )
    for report in _parsed(done):
        for problem in report["problems"]:
            (first, *_) = problem["location"]
            document = Path(first["source"]["ref"]).name
            yield Finding(
                "redocly",
                document,
                problem["ruleId"],
                first.get("pointer", "#"),
                problem["message"],
            )


def spectral(*checked: Path) -> Iterator[Finding]:
    """Spectral's errors by tools/openapi/.spectral.yaml."""
    done = npx(
        "spectral", "lint", "--ruleset", ".spectral.yaml", "--format", "json", "--quiet", *checked
    )
    for problem in chain.from_iterable(_parsed(done)):
        where = "#/" + "/".join(
            str(part).replace("~", "~0").replace("/", "~1") for part in problem["path"]
        )
        yield Finding(
            "spectral", Path(problem["source"]).name, problem["code"], where, problem["message"]
        )


def _parsed(done: CompletedProcess[str]) -> Iterator[Any]:
    """The JSON texts that a tool printed one after the other; ToolFailed when there is none."""
    rest = done.stdout.strip()
    if not rest:
        raise ToolFailed(done.stderr)
    while rest:
        parsed, end = json.JSONDecoder().raw_decode(rest)
        yield parsed
        rest = rest[end:].lstrip()


def main() -> int:
    """Print the findings, then their number by tool and document; answers the exit code."""
    try:
        findings = [*redocly(*documents()), *spectral(*documents())]
    except NodeMissing as missing:
        print(f"openapi-lint: {missing}")
        return 1 if "NOTHING_LEFT_OUT" in os.environ else 0
    for finding in findings:
        print(
            f"{finding.document}: {finding.tool} {finding.rule} {finding.where}: {finding.message}"
        )
    for (tool, document), count in sorted(
        Counter((finding.tool, finding.document) for finding in findings).items()
    ):
        print(f"{tool}: {count} errors in {document}")
    print(f"openapi-lint: {len(findings)} errors in {len(documents())} documents")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
