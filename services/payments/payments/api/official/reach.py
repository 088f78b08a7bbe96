"""The rights of the official who sends a request."""

from datetime import date

from kit.core.errors import Invalid
from kit.http.context import RequestContext
from payments.backoffice.reach import Reach
from payments.repository import PaymentRepository


def reach_of(payments: PaymentRepository, request: RequestContext) -> Reach:
    """What the official may see."""
    return Reach(payments, request.staff)


def is_accountant(request: RequestContext) -> bool:
    """Accountants read what a bank reported of people."""
    return request.staff is not None and "accountant" in request.staff.roles


def required_day(day: str) -> date:
    """Raises Invalid for a date that no calendar has."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Invalid(field="day") from None
