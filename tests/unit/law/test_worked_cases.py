"""The worked cases that a lawyer signs: the code gives their due dates in their very sentences."""

import pytest

from docs.lawbook.cases import WorkedCase, case_files
from law.holidays import vietnam

CASES = [
    pytest.param(case, id=f"{file.id}-{n}")
    for file in case_files()
    for n, case in enumerate(file.cases, 1)
]


@pytest.mark.parametrize("case", CASES)
def test_a_worked_case_is_due_as_it_says(case: WorkedCase) -> None:
    due = case.answer(vietnam())

    assert (due.at, due.provisional) == (case.due, case.provisional)
    assert tuple(step.vi for step in due.steps) == case.explanation
    assert tuple(step.en for step in due.steps) == case.explanation_en


def test_every_rule_of_a_time_limit_that_is_computed_has_a_worked_case() -> None:
    shown = {rule for file in case_files() for rule in file.rules}

    assert {
        "limit_in_working_days",
        "limit_in_calendar_days",
        "limit_in_working_hours",
        "same_day_cut_off",
        "reception_limit",
        "receipt_out_of_hours",
        "several_limits",
        "unstated_limit",
        "year_without_plan",
    } <= shown
