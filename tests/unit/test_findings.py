"""Each finding of the reviews has one row, and what is called done names tests that exist."""

import ast
from functools import cache
from pathlib import Path

import pytest
from pydantic import ValidationError

from docs.findings import PAGE, SEVERE, Finding, findings, rendered, severe_and_open, summary

ROOT = Path(__file__).resolve().parents[2]
FINDINGS = findings()


def numbered(prefix: str, last: int, first: int = 1) -> set[str]:
    return {f"{prefix}{number}" for number in range(first, last + 1)}


EXPECTED = (
    numbered("aws-A", 3)
    | numbered("aws-B", 9)
    | numbered("aws-C", 5)
    | {"aws-D"}
    | numbered("security-", 10, 0)
    | numbered("security-11.", 14)
    | numbered("field-F", 22)
    | numbered("mission-", 10)
    | {f"mission-{name}" for name in ("reception", "offer", "identity", "step", "form-03")}
    | {"mission-catalogue", "mission-fees"}
    | numbered("users-A", 20)
    | numbered("users-B", 9)
    | numbered("users-C", 3)
    | numbered("users-D", 12)
    | numbered("users-E", 6)
    | {f"users-{name}" for name in ("A4b", "A4c", "wording", "polish", "expired")}
)


def test_each_finding_stands_there_once() -> None:
    ids = [finding.id for finding in FINDINGS]
    assert len(set(ids)) == len(ids)
    assert set(ids) == EXPECTED


def test_the_page_is_made_from_the_rows() -> None:
    assert PAGE.read_text("utf-8") == rendered(FINDINGS), "python -m docs.findings writes it anew"


@pytest.mark.parametrize(
    "finding", [row for row in FINDINGS if row.tests], ids=lambda finding: finding.id
)
def test_what_is_done_names_tests_that_exist(finding: Finding) -> None:
    assert [test for test in finding.tests if not exists(test)] == []


def test_a_row_that_is_not_complete_is_refused() -> None:
    row = {"id": "aws-A1", "severity": "high", "summary": "x", "remark": "y"}
    for more in ({"state": "done"}, {"state": "later"}, {"state": "open", "tests": ("a",)}):
        with pytest.raises(ValidationError):
            Finding.model_validate({**row, **more})
    with pytest.raises(ValidationError):
        Finding.model_validate({**row, "id": "others-1", "state": "open"})


@pytest.mark.parametrize("severity", ["high", "medium", "low", "S1", "S2", "S3"])
def test_what_is_severe_and_open_is_listed(severity: str) -> None:
    row = {"id": "aws-A1", "severity": severity, "summary": "x", "remark": "y", "state": "open"}
    rows = [
        Finding.model_validate(row),
        Finding.model_validate(row | {"id": "aws-A2", "state": "declined"}),
    ]

    assert severe_and_open(rows) == (["aws-A1"] if severity in SEVERE else [])
    assert summary(rows) == "2 findings: 0 done, 1 open, 0 later, 1 declined"


def test_every_row_says_what_it_is_and_what_became_of_it() -> None:
    assert [row.id for row in FINDINGS if not row.summary.strip() or not row.remark.strip()] == []


def test_a_test_that_does_not_exist_is_noticed() -> None:
    assert exists("tests/unit/test_findings.py::test_a_test_that_does_not_exist_is_noticed")
    assert not exists("tests/unit/test_findings.py::test_nothing")
    assert not exists("tests/unit/test_nothing.py")


def test_readme_says_what_does_not_exist_yet() -> None:
    missing = (ROOT / "README.md").read_text("utf-8").partition("## What does not exist yet")[2]
    for word in ("Pages for officials", "At the desk", "digital signatures", "on AWS"):
        assert word in missing


def test_readme_has_an_entry_for_each_kind_of_reader() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    for reader in ("build an app", "integrate another system", "run a province", "contribute"):
        assert f"**You {reader}" in readme
    assert "docs/pages/dossier-vi-320.png" in readme
    assert "README.vi.md" in readme


def test_the_guide_answers_what_a_developer_asks_first() -> None:
    guide = (ROOT / "docs" / "api" / "guide.md").read_text("utf-8")
    sections = dict(part.partition("\n")[::2] for part in guide.split("\n## ")[1:])
    for section, word in (
        ("Three ways to be let in", "X-Lookup-Key"),
        ("A mobile app that shows a status", "304"),
        ("Creating things: idempotency", "Idempotency-Key"),
        ("Errors", "code"),
        ("Limits", "429"),
        ("Versions", "/v1"),
    ):
        assert word in sections[section], section


def exists(test: str) -> bool:
    path, _, name = test.partition("::")
    return (ROOT / path).is_file() and (not name or name in names_in(ROOT / path))


@cache
def names_in(path: Path) -> frozenset[str]:
    """The tests of a file."""
    tree = ast.parse(path.read_text("utf-8"))
    return frozenset(
        node.name
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_")
    )
