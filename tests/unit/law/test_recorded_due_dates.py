"""No due date moves where a rule of law only gets a source, a confidence or a later value.

`due_dates.json` keeps due dates that were computed before the texts of November 2026 were taken
over, and those of the worked cases. A change of the law that does move one belongs there too.
"""

import json
from datetime import datetime
from pathlib import Path

import pytest

from contracts.procedure_terms import Limit
from docs.lawbook.cases import WorkedCase, case_files
from docs.lawbook.rules import rules, to_json
from law.calendar import VIETNAM
from law.holidays import vietnam
from law.time_limit import due_date, reception_due_date

RECORDED = json.loads((Path(__file__).parent / "due_dates.json").read_text("utf-8"))


def moment(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H:%M").replace(tzinfo=VIETNAM)


@pytest.mark.parametrize("arrival", RECORDED["grid"])
def test_what_arrives_is_due_when_it_was_due(arrival: str) -> None:
    at = moment(arrival)
    computed = {"reception": reception_due_date(vietnam(), at).at}
    for name in RECORDED["grid"][arrival]:
        if name != "reception":
            value, _, unit = name.partition(" ")
            limit = Limit.model_validate({"value": int(value), "unit": unit})
            computed[name] = due_date(vietnam(), limit, at).at

    assert computed == {name: moment(due) for name, due in RECORDED["grid"][arrival].items()}


def test_every_worked_case_is_due_when_it_was_due() -> None:
    due = {
        case.name.vi: f"{case.due:%d/%m/%Y %H:%M}"
        for file in case_files()
        for case in file.cases
        if isinstance(case, WorkedCase)
    }

    assert {name: due[name] for name in RECORDED["worked_cases"]} == RECORDED["worked_cases"]


def test_no_program_reads_a_value_that_is_not_yet_applied() -> None:
    compiled = json.loads(to_json(rules()))
    waiting = {
        (rule.id, value.effective_from.isoformat() if value.effective_from else None)
        for rule in rules()
        for value in rule.values
        if value.waits_for
    }
    read = {(rule, row.get("from")) for rule, rows in compiled.items() for row in rows}

    assert ("silence_after_a_request", "2026-09-01") in waiting
    assert waiting & read == set()
