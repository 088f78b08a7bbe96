"""The courses of a dossier, each step as the table says: seven procedures, and all (soak)."""

from collections.abc import Mapping
from typing import Any

import pytest

from casework.domain.acts import ACTS
from contracts.terms import RefundWhen
from local.courses.table import Course, Terms, is_refunded_by_rule, steps_of, table
from tests.courses.catalogue import SEVEN, procedures, terms_of, with_refunds
from tests.courses.course import CourseTaken

COURSES = tuple(table().courses)
REFUNDING: dict[Course, RefundWhen] = {
    "refused": "refused",
    "stopped": "stopped_by_agency",
    "withdrawn": "not_started",
}


def take(procedure: str, course: Course, *, certified: bool = False) -> None:
    """The procedure as the catalogue has it."""
    content = procedures()[procedure]
    CourseTaken(course, procedure, content, terms_of(content), certified=certified).take()


@pytest.mark.parametrize("procedure", SEVEN)
def test_seven_procedures_take_every_course_as_the_table_says(procedure: str) -> None:
    for course in COURSES:
        take(procedure, course)


@pytest.mark.parametrize("course", REFUNDING)
def test_a_fee_goes_back_where_its_rule_names_the_ground(course: Course) -> None:
    ground = REFUNDING[course]
    content = with_refunds(procedures()["1.001612"], ground)
    terms = terms_of(content)
    assert is_refunded_by_rule(course, terms)
    CourseTaken(course, "1.001612", content, terms).take()


def test_the_table_has_no_act_that_casework_lacks() -> None:
    """A decision leads to signing, and the seal of the result from there to completed."""
    moves: dict[str, Mapping[Any, Any]] = {act: rule.moves for act, rule in ACTS.items()}
    moves["let_supplement_time_pass"] = moves["stop_unsupplemented"]
    moves["supplement"] = moves["resume"]
    moves["approve"] = {
        before: moves["complete"][after] for before, after in moves["decide"].items()
    }
    for course in COURSES:
        state = None
        for step in steps_of(course, Terms(pay="none")):
            if step.act in moves and not step.refused:
                assert moves[step.act][state] == (step.state or state), step.act
            state = step.state or state


@pytest.mark.soak
@pytest.mark.parametrize("procedure", sorted(procedures()))
def test_every_procedure_takes_every_course_as_the_table_says(procedure: str) -> None:
    for course in COURSES:
        take(procedure, course, certified=True)
