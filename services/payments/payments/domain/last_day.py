"""The last day to pay (hạn nộp), after which time alone voids a fee.

Where the money turns out to have come in time, the fee is reinstated.
"""

from datetime import date, datetime, time, timedelta
from typing import Final

from contracts.payments import FeeReinstated
from kit.core.events import Change
from kit.core.time import VIETNAM
from payments.domain.fee import Fee

DAYS_TO_PAY: Final = 7
"""Calendar days to pay before acceptance; the last one ends at 24:00 in Vietnam.

Assumed: no source gives a number.
"""
BANK_LAG: Final = timedelta(hours=72)
"""How long after the last day a transfer that a bank booked in time may still become known: by the
statement of the next working day, past a weekend. A stage sets its own."""


def last_moment_to_pay(filed: datetime) -> datetime:
    """The end of the last day to pay a fee that became due at `filed`."""
    day: date = filed.astimezone(VIETNAM).date() + timedelta(days=DAYS_TO_PAY + 1)
    return datetime.combine(day, time.min, VIETNAM)


def reinstate(fee: Fee, *, paid_at: datetime, until: datetime) -> Change:
    """The fee is owed again, and the schedules leave it alone `until` then; raises FeeNotDue."""
    due_again = fee.evolve(
        state=fee.after("reinstate"), until=None, why=None, reinstated=True, next_check_at=until
    )
    return Change(due_again, FeeReinstated(pay_by=fee.pay_by or paid_at, paid_at=paid_at))
