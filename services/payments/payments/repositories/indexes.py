"""The index attributes of aggregates: schedules (`waiting`) and lists (`by`)."""

from datetime import datetime

from kit.core.model import Aggregate
from kit.core.time import stamp
from payments.domain.accounting_day import AccountingDay
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.repositories.index_values import discrepancies_in

IndexAttributes = dict[str, str | int]


def index_attributes(state: Aggregate) -> IndexAttributes:
    """Where an aggregate stands in the indexes: nowhere, unless it is named here."""
    if isinstance(state, Discrepancy):
        return {"by": discrepancies_in(state.state), "at": stamp(state.since)}
    waiting = _waiting(state)
    return {"waiting": waiting[0], "since": stamp(waiting[1])} if waiting else {}


def _waiting(state: Aggregate) -> tuple[str, datetime] | None:
    """The schedule that must look at an aggregate, and from when on."""
    match state:
        case Fee(state="due", pay_by=datetime() as pay_by):
            return "due", state.next_check_at or pay_by
        case PaymentAttempt(state="created" | "pending"):
            return "open", state.next_check_at or state.expires
        case PaymentAttempt(state="processing"):
            return "processing", state.next_check_at or state.since
        case Refund(state="open", manual=False):
            return "refund", state.next_check_at or state.since
        case AccountingDay(wanted=datetime() as wanted):
            return "reconcile", wanted
    return None
