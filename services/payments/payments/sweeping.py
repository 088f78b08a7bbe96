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

    Answers how many were dealt with. When the provider does not answer, the rest waits for the next sweep.
    """
    dealt_with = 0
    for pk in store.overdue(at):
        kind, _, subject = pk.partition("#")
        try:
            if kind == Payment.KIND:
                close(store, subject, at, expired=True)
            elif kind == Fee.KIND:
                void_unpaid(store, subject, at)
            dealt_with += 1
        except ProviderRefused as error:
            log.failure("the provider refuses to close", error, overdue=pk)
        except ProviderUnavailable as error:
            log.failure("left for the next sweep", error, overdue=pk)
            break
    return dealt_with


@retrying
def void_unpaid(store: Store, fee_id: str, at: datetime) -> None:
    """A fee past its last moment is owed no longer, unless the provider still works on a try to pay it."""
    close_open(store, fee_id, at)
    fee = store.fee(fee_id)
    if fee.state == "due" and store.slot(fee_id).payment is None:
        store.commit([fees.void(fee, why="unpaid", by="pay_by", at=at)], at=at)
