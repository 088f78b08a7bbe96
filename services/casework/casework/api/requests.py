"""What callers send to casework."""

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from casework.domain.case import How
from casework.domain.transitions import State
from contracts.terms import AgencyCode, Day
from kit.core.errors import Invalid
from kit.core.model import Body, Model
from kit.security.staff_directory import Agency
from law.calendar import WorkingHours

Subject = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_.:@|-]{0,127}$")]
"""The subject of an official's access token."""
Role = Literal["admin", "catalogue_editor", "receptionist", "officer", "cashier", "accountant"]
Named = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Limit = Annotated[int, Field(ge=1, le=100)]
Cursor = Annotated[str, StringConstraints(min_length=1, max_length=1000)]


class WrongParent(Invalid):
    """An agency's parent is the one its code says."""

    code = "wrong_parent"
    vi = "Cơ quan cấp trên phải đúng theo mã định danh: {parent}."
    en = "The agency above must be the one that the code says: {parent}."


class PageQuery(Model):
    """Which page of a list."""

    cursor: Cursor | None = None
    limit: Limit = 50


class CasesQuery(PageQuery):
    """Which cases: of an agency (without it the caller's first), in a state (without it every open one)."""

    agency: AgencyCode | None = None
    state: State | None = None


class EmptyBody(Body):
    """Nothing needs to be said."""


class RefusalBody(Body):
    """Why the dossier is not accepted; it is told to the citizen."""

    reason: Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=2000)]


class AssignmentBody(Body):
    """Which step goes to which desk."""

    step: Named
    desk: Named


class DecisionBody(Body):
    """The codes of the results to give; without any, the procedure's first."""

    results: Annotated[tuple[Named, ...], Field(max_length=20)] = ()


class HandoverBody(Body):
    """How the result reaches the citizen."""

    how: How


class StaffBody(Body):
    """An official: roles, the agencies (with all below them) and desks they work at."""

    name: Named
    roles: Annotated[tuple[Role, ...], Field(max_length=10)]
    agencies: Annotated[tuple[AgencyCode, ...], Field(min_length=1, max_length=50)]
    desks: Annotated[tuple[Named, ...], Field(max_length=20)] = ()


class AgencyBody(Body):
    """An agency; `hours` where it doesn't keep the usual ones or those of the agency above it."""

    name: Named
    name_en: Named | None = None
    parent: AgencyCode | None = None
    address: Named | None = None
    mail: Annotated[str, StringConstraints(pattern=r"^[^@\s]+@[^@\s]+$", max_length=254)] | None = (
        None
    )
    valid_from: Day
    valid_until: Day | None = None
    synthetic: bool = False
    hours: Annotated[tuple[WorkingHours, ...], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        days = [
            date.fromisoformat(day)
            for day in (self.valid_from, self.valid_until)
            if day is not None
        ]
        if days != sorted(days):
            raise ValueError("valid_until before valid_from")
        return self


def agency_of(code: str, body: AgencyBody) -> Agency:
    """The agency that is asked for; raises WrongParent."""
    parent = code.rpartition(".")[0] or None
    if body.parent != parent and body.parent is not None:
        raise WrongParent(field="parent", parent=parent or "–")
    return Agency(**body.model_dump(exclude={"hours", "parent"}), code=code, parent=parent)
