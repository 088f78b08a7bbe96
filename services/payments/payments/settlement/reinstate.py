"""The reinstatement of a fee that time voided before we learnt that it had been paid."""

from datetime import datetime, timedelta
from typing import Final

from kit.platform import log
from payments.domain import fee as fees
from payments.domain import last_day as last_days
from payments.domain.fee import Fee
from payments.repository import PaymentRepository

SETTLED_WITHIN: Final = timedelta(hours=1)
"""For how long the sweeper leaves a reinstated fee alone: its money settles it next."""


def reinstate_if_paid_in_time(
    payments: PaymentRepository, fee: Fee, paid_at: datetime, at: datetime
) -> Fee:
    """The fee, due again where its provider booked the money by the last day and no refusal has
    left the house.

    A commit of its own, with an event of its own: the money settles the fee in the next one. Raises
    Conflict.
    """
    if not fees.is_paid_in_time(fee, paid_at) or not payments.dossier_of(fee).may_reopen:
        return fee
    change = last_days.reinstate(fee, paid_at=paid_at, until=at + SETTLED_WITHIN)
    payments.commit([change], at=at)
    log.metric("FeeReinstated")
    return payments.fee(fee.id)
