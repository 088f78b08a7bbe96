"""`python -m docs.service_index`: writes docs/service_index.md from data/rules/766.json: how the
index of QĐ 766/QĐ-TTg is read here, and what of it is not known.
"""

from pathlib import Path
from typing import Final

from status.domain.service_index.rules import IndexRules, Indicator, index_rules

PAGE: Final = Path(__file__).parent / "service_index.md"
HEAD: Final = """# The index of QĐ 766/QĐ-TTg

Bộ chỉ số phục vụ người dân, doanh nghiệp: 100 points for agencies, by which the National Portal
compares them. The figures compute it live ([0233](decisions/0233-the-index-is-data.md)):

    GET /status/v1/figures/months/2026-11/index
    GET /status/v1/figures/months/2026-11/index/table
    GET /status/v1/figures/months/2026-11/index/what-if?agency=H49.01&indicator=4.1&more=20
    GET /status/v1/figures/index

`python -m docs.service_index` writes this page from `data/rules/766.json`. The text of the
decision's annex was not at hand. A conversion of the ratio into points is *stated* in a document
that was read, our *reading* of the formula, or *assumed*; confidence is H, M or L as in
[law.md](law.md). Cases that were worked by hand are in `tests/cases/index_766.json`.

- From its target on a ratio has all its points, below it in proportion. Without a denominator, or
  where nobody can count it, it is N/A: it has neither points nor lost points, and an agency is
  ranked by its points of those that it could have.
- `gain` is what one more dossier would win now. `share` is an equal part of the points lost for
  each dossier that fails; the shares add up exactly, gains do not: two dossiers may win the same
  points only once. Points are fractions ("27/5").
- `worst` and `best` are the points at the month's end if of the dossiers in work and due until then
  none ends well, or every one.
- Counts are rounded to five and hidden below five like all figures of an open month
  ([0231](decisions/0231-open-months-are-rounded-closed-ones-exact.md)), so every published point
  follows from what is shown.
- Classes (xuất sắc, tốt, khá …) are left out: their cut-offs are hearsay.

"""
DIFFERENCES: Final = """## Where sources differ

The points of group 5; `chosen` in the data decides.

"""


def rendered(rules: IndexRules) -> str:
    """The page."""
    groups = "".join(
        f"## {each.vi} ({each.en}), {each.max} points\n\n"
        "| | indicator | points | target | conversion | counted |\n|---|---|---|---|---|---|\n"
        + "".join(_row(i) for i in rules.indicators if i.group == each.id)
        + "\n"
        for each in rules.groups
    )
    return f"{HEAD}{groups}{_alternatives(rules)}"


def _row(each: Indicator) -> str:
    counted = f"N/A: {each.unknown}" if each.unknown else f"of {each.part}: `{_sql(each.counts)}`"
    note = f". {each.note}" if each.note else ""
    target = f"{each.goal * 100} %"
    certainty = f"{each.text}, {each.confidence}"
    cells = (each.id, f"{each.vi} ({each.en})", each.max, target, certainty, f"{counted}{note}")
    return f"| {' | '.join(map(str, cells))} |\n"


def _sql(condition: str) -> str:
    return condition.replace("|", "\\|")


def _alternatives(rules: IndexRules) -> str:
    rows = "".join(
        f"- `{each.id}`{' (holds here)' if each.id == rules.chosen else ''}: "
        + ", ".join(f"{name} {points}" for name, points in each.maxima.items())
        + f". {each.source} ({each.confidence}).\n"
        for each in rules.alternatives
    )
    return (
        f"## Where sources differ\n\nThe points of group 5; `chosen` in the data decides.\n\n{rows}"
    )


if __name__ == "__main__":
    PAGE.write_text(rendered(index_rules()), encoding="utf-8")
