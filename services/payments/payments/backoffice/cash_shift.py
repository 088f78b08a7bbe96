"""The handover of a cash shift (bàn giao ca): the cashier counts, and the next one begins empty."""

from dataclasses import dataclass
from datetime import datetime

from kit.persistence.repository import retry_on_conflict
from payments.domain import cash_shift as shifts
from payments.domain.cash_shift import CashCount, CashHandover, CashHolder
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class HandOverShift:
    """A cashier (`by`) hands over; `request`, the handover's id, is the same over repeats."""

    request: str
    by: str
    count: CashCount
    holder: CashHolder


@retry_on_conflict
def hand_over_shift(
    payments: PaymentRepository, command: HandOverShift, at: datetime
) -> CashHandover:
    """Raises ShiftEmpty, ShiftChanged, DifferenceUnexplained."""
    if existing := payments.handover_if_any(command.request):
        return existing
    shift = payments.shift_of(command.by)

    changes = shifts.hand_over(shift, command.request, command.count, command.holder, at)

    payments.commit(changes, at=at)
    return payments.handover(command.request)
