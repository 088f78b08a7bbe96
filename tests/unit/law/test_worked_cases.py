"""The worked cases that a lawyer signs: the code gives their due dates in their very sentences."""

import pytest
from pydantic import ValidationError

from docs.lawbook.cases import WorkedCase, case_files
from docs.lawbook.clock_cases import ClockCase
from docs.lawbook.rules import rules
from law.holidays import vietnam

FILES = case_files()
WRITTEN = {f"{file.id}-{n}": case for file in FILES for n, case in enumerate(file.cases, 1)}
CASES = {name: case for name, case in WRITTEN.items() if isinstance(case, WorkedCase)}
CLOCK_CASES = {name: case for name, case in WRITTEN.items() if isinstance(case, ClockCase)}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_worked_case_is_due_as_it_says(case: WorkedCase) -> None:
    due = case.answer(vietnam())

    assert (due.at, due.provisional) == (case.due, case.provisional)
    assert tuple(step.vi for step in due.steps) == case.explanation
    assert tuple(step.en for step in due.steps) == case.explanation_en


@pytest.mark.parametrize("case", CLOCK_CASES.values(), ids=CLOCK_CASES)
def test_a_case_of_the_clock_ends_as_worked_out_by_hand(case: ClockCase) -> None:
    assert case.answer(vietnam()) == case.expected
    if case.question in ("due", "recount") and not case.refused:
        counted = case.counted(vietnam())
        assert counted.due.provisional == case.provisional
        assert counted.first_due == (case.first_due or case.due or counted.first_due)


def test_there_are_more_than_150_cases_and_each_names_its_source() -> None:
    assert len(CASES) + len(CLOCK_CASES) >= 230
    assert all(case.source for case in CLOCK_CASES.values())


def test_a_case_has_one_answer() -> None:
    case = {"name": {"vi": "x"}, "why": {"vi": "y"}, "source": "z", "arrival": "02/11/2026 09:00"}

    for answers in ({}, {"due": "02/11/2026 09:00", "refused": "extension_too_late"}):
        with pytest.raises(ValidationError, match="a case has one answer"):
            ClockCase.model_validate({**case, **answers})


def test_every_rule_of_a_time_limit_that_is_computed_has_a_worked_case() -> None:
    shown = {rule for file in FILES for rule in file.rules}

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


def test_every_rule_of_the_clock_has_a_worked_case() -> None:
    shown = {rule for file in FILES for rule in file.rules}
    computed = {
        rule.id
        for rule in rules()
        if any(place.startswith(("law.clock", "law.working_hours")) for place in rule.applied_in)
    }

    assert computed - shown == {
        "length_of_a_working_day",
        "passing_on_to_another_authority",
    }
