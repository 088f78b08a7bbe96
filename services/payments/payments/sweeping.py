"""What time alone decides: tries that have run out, and fees that nobody paid in time."""

from datetime import datetime

from kit import log
from kit.aggregates import retrying
from payments import fee as fees
from payments.closing import close, close_open
from payments.fee import Fee
from payments.gateway.port import ProviderRefused, ProviderUnavailable
from payments.payment import Payment
from payments.store import Store


def sweep_overdue(store: Store, at: datetime) -> int:
    """End every try that has run out (the provider is asked first) and void fees past their last day.

    Answers how many were looked at; what the provider does not answer for stays for the next sweep.
    """
    overdue = store.overdue(at)
    for pk in overdue:
        kind, _, subject = pk.partition("#")
        try:
            if kind == Payment.KIND:
                close(store, subject, at, expired=True)
            elif kind == Fee.KIND:
                void_unpaid(store, subject, at)
        except (ProviderUnavailable, ProviderRefused) as error:
            log.failure("left for the next sweep", error, overdue=pk)
    return len(overdue)


@retrying
def void_unpaid(store: Store, fee_id: str, at: datetime) -> None:
    """A fee past its last moment is owed no longer, unless the provider still works on a try to pay it."""
    close_open(store, fee_id, at)
    fee = store.fee(fee_id)
    if fee.state == "due" and store.slot(fee_id).payment is None:
        store.commit([fees.void(fee, why="unpaid", by="pay_by", at=at)], at=at)
