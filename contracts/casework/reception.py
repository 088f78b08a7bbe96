"""Events of the reception: what a desk decides about a filed dossier, and when it must."""

from typing import Literal

from contracts.procedure_terms import Limit
from contracts.terms import Capacity, Due, Ground, Moment
from kit.core.model import Event, Sealed


class CaseAwaitingPayment(Event):
    """The case waits for its fee before anybody looks at it."""

    TYPE = "case.awaiting_payment"


class CaseAwaitingReception(Event):
    """The intake clock runs: 8 working hours to accept or refuse."""

    TYPE = "case.awaiting_reception"

    since: Moment
    reception_due: Moment


class CaseAccepted(Event):
    """Tiếp nhận: the clock runs, by `limit` where a procedure has one; Mẫu 01 is due `with_form`.

    `by` is the official's subject.
    """

    TYPE = "case.accepted"

    at: Moment
    due: Due
    desk: str
    limit: Limit | None = None
    by: str | None = None
    by_name: Sealed[str | None] = None
    with_form: bool = True
    role: str | None = None


class CaseRefused(Event):
    """Từ chối tiếp nhận; `by` is the official's subject, None where no official refused it."""

    TYPE = "case.refused"

    reason: Sealed[str]
    ground: Ground
    by: str | None = None
    by_name: Sealed[str | None] = None
    role: str | None = None


class CaseReopened(Event):
    """An ending no longer holds: the fee had been paid in time, or the act was a mistake. The case
    is in `state` again."""

    TYPE = "case.reopened"

    why: Literal["paid_in_time", "undone"]
    state: Literal["awaiting_payment", "awaiting_reception", "in_work", "completed"] = (
        "awaiting_payment"
    )
    by: str | None = None
    by_name: Sealed[str | None] = None
    capacity: Capacity | None = None
    role: str | None = None
