"""Cases at any stage, as a commit lists them."""

from datetime import datetime
from typing import Any

from casework.domain.case import Case, Transition
from contracts.terms import Applicant, Due
from kit.testing.clock import NOW
from tests.unit.casework.world import World, a_case

APPLICANT = Applicant(full_name="Nguyễn Thị An", identity_number="022190000001", address="Hạ Long")


def a_code(number: int, agency: str = "H49.61") -> str:
    return f"{agency}-261123-{number:04d}"


def due_at(at: datetime) -> Due:
    return Due(at=at, provisional=False, steps=())


def list_case(
    world: World, number: int, *, applicant: Applicant = APPLICANT, **changes: Any
) -> Case:
    """A new case that is as the changes say, listed by its commit."""
    agency = changes.get("agency", "H49.61")
    code = changes.pop("id", a_code(number, agency))
    case = a_case(id=code, dossier=code, version=0, **changes)
    return world.cases.commit_act(Transition(case, None, "file", None, applicant=applicant), at=NOW)
