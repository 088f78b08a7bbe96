"""The index attributes of aggregates: what time must look at (`waiting`), and lists by time (`by`)."""

from datetime import datetime

from kit.core.model import Aggregate
from kit.core.time import stamp
from payments.domain.accounting_day import AccountingDay
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund

IndexAttributes = dict[str, str | int]


def index_attributes(state: Aggregate) -> IndexAttributes:
    """Where an aggregate stands in the indexes: nowhere, unless it is named here."""
    match state:
        case Fee(state="due", pay_by=datetime() as pay_by):
            return _waiting("due", state.next_check_at or pay_by)
        case PaymentAttempt(state="created" | "pending"):
            return _waiting("open", state.next_check_at or state.expires)
        case PaymentAttempt(state="processing"):
            return _waiting("processing", state.next_check_at or state.since)
        case Refund(state="open", manual=False):
            return _waiting("refund", state.next_check_at or state.since)
        case AccountingDay(wanted=datetime() as wanted):
            return _waiting("reconcile", wanted)
        case Discrepancy():
            return {"by": discrepancies_in(state.state), "at": stamp(state.since)}
        case _:
            return {}


def discrepancies_in(state: str) -> str:
    """The index value under which the discrepancies of a state are listed."""
    return f"DISCREPANCIES#{state}"


def _waiting(what: str, since: datetime) -> IndexAttributes:
    return {"waiting": what, "since": stamp(since)}
