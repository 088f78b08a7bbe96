"""The fee (phí, lệ phí phải nộp): money owed for a dossier, its states, transitions and lock.

due ──settle──> settled     settled, waived, void ──overpay──> the same state: money not owed
    ──waive───> waived      void ──reinstate──> due: time alone voided it, and it was paid in time
    ──void────> void        settled ──dispute──> settled: the payer asks the bank for the money back
"""

from datetime import datetime
from typing import ClassVar, Final, Literal, get_args

from contracts.payments import (
    FeeDisputed,
    FeeDue,
    FeeSettled,
    FeeSurplus,
    Method,
)
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Dong, Moment, Pay, QuoteLine
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate, Model

FeeState = Literal["due", "settled", "waived", "void"]
FeeAct = Literal["settle", "waive", "void", "reinstate", "overpay", "dispute"]
EndingAct = Literal["waive", "void"]
FEE_STATES: Final[tuple[FeeState, ...]] = get_args(FeeState)
FEE_ACTS: Final[tuple[FeeAct, ...]] = get_args(FeeAct)
FEE_GRAPH: Final[dict[tuple[FeeState, FeeAct], FeeState]] = {
    ("due", "settle"): "settled",
    ("due", "waive"): "waived",
    ("due", "void"): "void",
    ("void", "reinstate"): "due",
    ("settled", "overpay"): "settled",
    ("waived", "overpay"): "waived",
    ("void", "overpay"): "void",
    ("settled", "dispute"): "settled",
}
UNPAID: Final = "unpaid"
"""Why a fee is void that nobody paid by its last day."""
ATTEMPTS_LISTED: Final = 100
"""How many attempts a fee lists, the latest ones."""


class FeeNotDue(Conflicting):
    """The fee is settled, waived or void: there is nothing to pay."""

    code = "fee_not_due"
    vi = "Khoản phí này không còn phải nộp."
    en = "This fee is no longer due."


class ProposedEnding(Model):
    """The decision of one official that a second one has yet to agree to; `request` is its id."""

    act: EndingAct
    by: str
    why: str
    since: Moment
    request: str


class Fee(Aggregate):
    """Amounts in đồng. `payment` is the attempt that settled it, `attempts` the latest ones begun.

    `until` is when it ceased to be due and `why` the word for a void; `decided` the request by
    which an official waived or voided it, `proposed` such a decision that waits for a second
    official. `reinstated`: it was void for a while, until money proved that it had been paid in
    time. Without a `pay_by` (due at acceptance, or carried by no method) time alone never voids it.
    """

    KIND: ClassVar[str] = "FEE"

    state: FeeState = "due"
    lines: tuple[QuoteLine, ...]
    total: Dong
    pay: Pay
    pay_by: Moment | None = None
    since: Moment
    until: Moment | None = None
    payment: str | None = None
    method: Method | None = None
    receipt: ReceiptFacts | None = None
    overpaid: Dong = 0
    decided: str | None = None
    proposed: ProposedEnding | None = None
    why: str | None = None
    reinstated: bool = False
    next_check_at: Moment | None = None
    attempts: tuple[str, ...] = ()

    def after(self, act: FeeAct) -> FeeState:
        """The state that `act` leads to; raises FeeNotDue where the graph has no such edge."""
        if (self.state, act) not in FEE_GRAPH:
            raise FeeNotDue(field="fee")
        return FEE_GRAPH[self.state, act]


class ActiveAttempt(Aggregate):
    """The lock of a fee: at most one payment attempt at a time may still be paid.

    `id` is the fee's, `attempt` that of the attempt which holds the lock.
    """

    KIND: ClassVar[str] = "ACTIVE"

    attempt: str | None = None


class FeeSettlement(Model):
    """How a fee is settled: `overpaid` đồng came beyond its total; the payer is personal."""

    payment: str
    method: Method
    receipt: ReceiptFacts
    payer: Payer | None
    overpaid: Dong = 0


def due(fee: Fee) -> Change:
    """A new fee is owed."""
    return Change(fee, FeeDue(lines=fee.lines, total=fee.total, pay_by=fee.pay_by))


def due_and_reported(fee: Fee) -> Change:
    """A new fee whose money is reported already: nobody is asked to pay it."""
    return Change(fee, None)


def add_attempt(fee: Fee, attempt: str) -> Change:
    """An attempt begins; whoever settles or voids the fee at once meets a conflict."""
    attempts = (*fee.attempts, attempt)[-ATTEMPTS_LISTED:]
    return Change(fee.evolve(attempts=attempts), None)


def lock(active: ActiveAttempt, attempt: str) -> Change:
    """Of two attempts that lock a fee at once, one meets the other's version."""
    return Change(active.evolve(attempt=attempt), None)


def release(active: ActiveAttempt) -> Change:
    """Another attempt to pay the fee may begin."""
    return Change(active.evolve(attempt=None), None)


def reschedule(fee: Fee, *, until: datetime) -> Change:
    """The sweeper leaves it alone until then: it can't be voided now, and others wait."""
    return Change(fee.evolve(next_check_at=until), None)


def settle(fee: Fee, settlement: FeeSettlement, *, at: datetime) -> Change:
    """The whole fee is paid; raises FeeNotDue."""
    settled = fee.evolve(
        state=fee.after("settle"),
        payment=settlement.payment,
        method=settlement.method,
        receipt=settlement.receipt,
        overpaid=settlement.overpaid,
        until=at,
    )
    event = FeeSettled(
        amount=fee.total,
        method=settlement.method,
        receipt=settlement.receipt,
        payer=settlement.payer and settlement.payer.name,
        paid_by=settlement.payer,
    )
    return Change(settled, event)


def is_paid_in_time(fee: Fee, paid_at: datetime) -> bool:
    """Whether time alone voided the fee, though it had been paid by its last day."""
    is_unpaid = (fee.state, fee.why) == ("void", UNPAID)
    return is_unpaid and fee.pay_by is not None and paid_at < fee.pay_by


def add_overpayment(fee: Fee, *, payment: str, amount: int) -> Change:
    """Money came that is not owed; raises FeeNotDue while the fee is due (the money settles it)."""
    overpaid = fee.evolve(state=fee.after("overpay"), overpaid=fee.overpaid + amount)
    return Change(overpaid, FeeSurplus(amount=amount, payment=payment))


def dispute(fee: Fee, *, amount: int, evidence_due: datetime) -> Change:
    """The payer disputes the charge; raises FeeNotDue where no money settled the fee."""
    fee.after("dispute")
    return Change(fee, FeeDisputed(amount=amount, evidence_due=evidence_due))
