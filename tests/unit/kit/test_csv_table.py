"""Tables for spreadsheets are made in one place, where no cell becomes a formula."""

import pytest

from infra.places import ROOT, SERVICES
from kit.core.csv_table import csv_table, harmless


@pytest.mark.parametrize(
    "cell", ["=1+1", "+84901", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", '=HYPERLINK("x")']
)
def test_a_text_that_would_be_a_formula_is_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert csv_table(["a"], [[cell]]).partition("\r\n")[2].strip('"').startswith("'")


def test_numbers_and_other_texts_stay() -> None:
    assert [harmless(cell) for cell in (-150_000, 0, None, "a=b", "")] == [
        *("-150000", "0", "", "a=b", "")
    ]


def test_no_other_module_writes_csv() -> None:
    folders = (ROOT / "kit", *(ROOT / "services" / name / name for name in SERVICES))
    writing = {
        path.relative_to(ROOT).as_posix()
        for folder in folders
        for path in folder.rglob("*.py")
        if "csv.writer" in path.read_text("utf-8") or "DictWriter" in path.read_text("utf-8")
    }

    assert writing == {"kit/core/csv_table.py"}
