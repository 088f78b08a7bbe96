"""Events of the clock: it runs again, is extended, moves or passes a mark."""

from typing import Literal

from contracts.terms import Capacity, Due, Moment
from kit.core.model import Event, Sealed


class CaseResumed(Event):
    """The clock runs again; `due` explains the new due date."""

    TYPE = "case.resumed"

    why: str
    new_due: Moment
    due: Due | None = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseExtended(Event):
    """Văn bản xin lỗi và đề nghị gia hạn; `due` explains the new due date.

    `accepted_at` is when the dossier was accepted, `by` the official's subject.
    """

    TYPE = "case.extended"

    reason: Sealed[str]
    old_due: Moment
    new_due: Moment
    due: Due | None = None
    accepted_at: Moment | None = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None


class CaseDueChanged(Event):
    """A published calendar moved the due moment."""

    TYPE = "case.due_changed"

    old: Moment
    new: Moment
    why: str


EscalationLevel = Literal["50", "80", "due", "overdue"]
EscalationLimit = Literal["reception", "processing"]


class CaseEscalated(Event):
    """The clock passed a mark of this limit: per cent of its working time, its end, or the moment
    from which it is late."""

    TYPE = "case.escalated"

    level: EscalationLevel
    limit: EscalationLimit = "processing"
