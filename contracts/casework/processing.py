"""Events of the processing: who works on it, who is consulted, what the applicant must add."""

from typing import Literal

from contracts.required_documents import GroundedRequest
from contracts.terms import AgencyCode, Capacity, Dong, Moment, QuoteLine
from kit.core.model import Event, Sealed


class CaseAssigned(Event):
    """A step was given to a desk. `act`: by a proposal or a return for correction, where it was.

    `official` is the subject of who has it there, None where whoever sits at the desk may take it.
    """

    TYPE = "case.assigned"

    step: str
    desk: str
    step_due: Moment | None = None
    official: str | None = None
    official_name: Sealed[str | None] = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None
    act: Literal["propose", "return_for_correction"] | None = None


class CaseHandedOver(Event):
    """A step went from one desk to the next: `agency` is that of the new desk, which has the case
    from now on."""

    TYPE = "case.handed_over"

    agency: AgencyCode
    agency_name: str = ""
    step: str
    desk: str
    step_due: Moment | None = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseConsulted(Event):
    """Another agency is asked."""

    TYPE = "case.consulted"

    agency: AgencyCode
    due: Moment
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseAnswered(Event):
    """The other agency answered."""

    TYPE = "case.answered"

    agency: AgencyCode
    due: Moment
    answer: Sealed[str]
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CasePapersRequested(Event):
    """Yêu cầu bổ sung: the case waits until `due`; `again`: it did before. `by` is the official's
    subject."""

    TYPE = "case.papers_requested"

    request: str
    items: tuple[str, ...]
    reason: Sealed[str]
    due: Moment | None = None
    again: bool = False
    grounds: tuple[GroundedRequest, ...] = ()
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseFeeAssessed(Event):
    """A fee that is known only now."""

    TYPE = "case.fee_assessed"

    lines: tuple[QuoteLine, ...]
    total: Dong
    pay: Literal["now", "before_result"]
    by: str | None = None
    by_name: Sealed[str | None] = None
    role: str | None = None
