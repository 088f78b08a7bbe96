"""The watch over uploaded statements: one that nobody reads for an hour is reported."""

from datetime import datetime, timedelta
from typing import Final

from kit.platform import log
from payments.repository import PaymentRepository

LONGEST_WAIT: Final = timedelta(hours=1)
"""Many times what the largest statement takes."""


def report_waiting_statements(payments: PaymentRepository, at: datetime) -> list[str]:
    """Their ids; a metric wakes the operator, because a day without its statement can't close."""
    waiting = payments.statements_waiting(at - LONGEST_WAIT)
    if waiting:
        log.metric("StatementWaiting", len(waiting))
        log.warning("statements_waiting", uploads=waiting)
    return waiting
