"""The audit entry of an act: written with the act, never changed.

Together the entries of a case are its control sheet (Phiếu kiểm soát quá trình giải quyết hồ sơ).
"""

from datetime import date, datetime
from typing import Annotated, Final

from pydantic import Field

from casework.domain.acts import Act
from casework.domain.case import Transition
from casework.domain.states import State
from contracts.required_documents import GroundedRequest
from contracts.terms import Moment
from kit.core.model import Model, Sealed
from kit.core.time import VIETNAM

SYSTEM: Final = "system"
APPLICANT: Final = "applicant"


class AuditEntry(Model):
    """`actor` is an official's subject, "system" or "applicant".

    `acts_for` is the official for whom a deputy acted, `request` the id of the request behind it.
    `happened_at` and `late_because` are those of an act that was recorded late. `due` is the end of
    the limit that ran before it, `official` who has the case after it: facts for the supervision.
    `grounds`: papers that it asks for although the State has their data.
    """

    seq: int
    act: Act
    at: Moment
    actor: str
    acts_for: str | None = None
    state_before: State | None
    state_after: State
    agency: str | None = None
    step: str | None = None
    desk: str | None = None
    official: str | None = None
    due: Moment | None = None
    reason: Sealed[str | None] = None
    request: str | None = None
    happened_at: Moment | None = None
    late_because: Sealed[str | None] = None
    grounds: Annotated[tuple[GroundedRequest, ...], Field(exclude_if=lambda each: not each)] = ()

    @property
    def moment(self) -> Moment:
        """When the act happened; `at` is when it was recorded."""
        return self.happened_at or self.at


def list_of(entry: AuditEntry) -> str | None:
    """Where the act of an official is listed: under the day of its agency."""
    if entry.actor in (SYSTEM, APPLICANT) or entry.agency is None:
        return None
    return acts_list(entry.agency, day_of(entry.at))


def acts_list(agency: str, day: date) -> str:
    """The partition of the acts of an agency on a day."""
    return f"{agency}#acts#{day}"


def day_of(at: datetime) -> date:
    """The day in Vietnam."""
    return at.astimezone(VIETNAM).date()


def audit_entry(
    transition: Transition, *, at: datetime, actor: str, request: str | None
) -> AuditEntry:
    """The entry of an act that makes the next version of its case."""
    case = transition.case
    return AuditEntry(
        seq=case.version + 1,
        act=transition.act,
        at=at,
        actor=actor,
        acts_for=transition.capacity and transition.capacity.official,
        state_before=transition.state_before,
        state_after=case.state,
        agency=case.agency,
        step=case.step,
        desk=case.desk,
        official=case.official,
        due=transition.due_before,
        reason=transition.reason or getattr(transition.event, "reason", None),
        request=request,
        happened_at=transition.late and transition.late.at,
        late_because=transition.late and transition.late.why,
        grounds=transition.grounds or getattr(transition.event, "grounds", ()),
    )
