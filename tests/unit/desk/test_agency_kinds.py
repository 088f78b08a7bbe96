"""The kinds of agencies that the desk offers."""

from typing import get_args

from contracts.terms import AgencyKind
from desk.admin.questions import KINDS


def test_an_administrator_chooses_among_all_kinds_that_casework_takes() -> None:
    assert get_args(AgencyKind) == KINDS
