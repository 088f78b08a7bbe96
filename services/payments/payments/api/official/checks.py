"""The checks on officials' requests that several handlers share."""

from datetime import date

from kit.core.errors import Invalid
from kit.http.context import RequestContext


def is_accountant(request: RequestContext) -> bool:
    """Accountants read what a bank reported of people."""
    return request.staff is not None and "accountant" in request.staff.roles


def required_day(day: str) -> date:
    """Raises Invalid for a date that no calendar has."""
    try:
        return date.fromisoformat(day)
    except ValueError:
        raise Invalid(field="day") from None
