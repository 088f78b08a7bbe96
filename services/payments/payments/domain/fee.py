"""The fee (phí, lệ phí phải nộp): the obligation, its states and what may happen to it.

due ──settle──> settled      settled, waived, void ──surplus──> the same state: money that is not owed
    ──waive───> waived
    ──void────> void        settled ──dispute──> settled: the payer asks the bank for the money back
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from typing import ClassVar, Final, Literal, get_args

from contracts.payments import (
    FeeDisputed,
    FeeDue,
    FeeSettled,
    FeeSurplus,
    FeeVoided,
    FeeWaived,
    Method,
)
from contracts.terms import Dong, Moment, Pay, Payer, QuoteLine, ReceiptFacts
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.core.time import stamp

FeeState = Literal["due", "settled", "waived", "void"]
FeeAct = Literal["settle", "waive", "void", "surplus", "dispute"]
FEE_STATES: Final[tuple[FeeState, ...]] = get_args(FeeState)
FEE_ACTS: Final[tuple[FeeAct, ...]] = get_args(FeeAct)
FEE_GRAPH: Final[dict[tuple[FeeState, FeeAct], FeeState]] = {
    ("due", "settle"): "settled",
    ("due", "waive"): "waived",
    ("due", "void"): "void",
    ("settled", "surplus"): "settled",
    ("waived", "surplus"): "waived",
    ("void", "surplus"): "void",
    ("settled", "dispute"): "settled",
}
VIETNAM: Final = timezone(timedelta(hours=7))
DAYS_TO_PAY: Final = 7
"""Calendar days to pay before acceptance. Assumed: no source gives one; the day ends at 24:00 Vietnam time."""


class FeeNotDue(Conflicting):
    """The fee is settled, waived or void: there is nothing to pay."""

    code = "fee_not_due"
    vi = "Khoản phí này không còn phải nộp."
    en = "This fee is no longer due."


class Fee(Aggregate):
    """Money owed for a dossier. Amounts in đồng; `payment` is the try that settled it, `tries` the last hundred begun.

    `decided` is the request by which an official waived or voided it.
    Without a `pay_by` (due at acceptance, or carried by no method yet) time alone never voids it.
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
    surplus: Dong = 0
    decided: str | None = None
    next_check_at: Moment | None = None
    attempts: tuple[str, ...] = ()

    def index_attributes(self) -> dict[str, str | int]:
        """While it is due with a last moment, the sweeper finds it by that moment, or by the one it was put off to."""
        if self.state != "due" or self.pay_by is None:
            return {}
        return {"waiting": "due", "since": stamp(self.next_check_at or self.pay_by)}

    def after(self, act: FeeAct) -> FeeState:
        """The state that `act` leads to; raises FeeNotDue where the graph has no such edge."""
        if (self.state, act) not in FEE_GRAPH:
            raise FeeNotDue(field="fee")
        return FEE_GRAPH[self.state, act]


def last_moment_to_pay(filed: datetime) -> datetime:
    """The end of the last day to pay a fee that became due at `filed`."""
    day: date = filed.astimezone(VIETNAM).date() + timedelta(days=DAYS_TO_PAY + 1)
    return datetime.combine(day, time.min, VIETNAM)


def due(fee: Fee) -> Change:
    """A new fee is owed."""
    return Change(fee, FeeDue(lines=fee.lines, total=fee.total, pay_by=fee.pay_by))


def add_attempt(fee: Fee, payment: str) -> Change:
    """A try to pay it begins; whoever settles or voids it at once must look again."""
    return Change(fee.evolve(attempts=(*fee.attempts[-99:], payment)), None)


def reschedule(fee: Fee, *, until: datetime) -> Change:
    """The sweeper leaves it alone until then: it can't be voided now, and others wait."""
    return Change(fee.evolve(next_check_at=until), None)


@dataclass(frozen=True, slots=True)
class Settlement:
    """How a fee is settled: by which try and method, its receipt, the payer (personal), đồng beyond what was due."""

    payment: str
    method: Method
    receipt: ReceiptFacts
    payer: Payer | None
    surplus: int = 0


def settle(fee: Fee, paid: Settlement, *, at: datetime) -> Change:
    """The whole fee is paid; raises FeeNotDue."""
    settled = fee.evolve(
        state=fee.after("settle"),
        payment=paid.payment,
        method=paid.method,
        receipt=paid.receipt,
        surplus=paid.surplus,
        until=at,
    )
    name = paid.payer and paid.payer.name
    said = FeeSettled(
        amount=fee.total, method=paid.method, receipt=paid.receipt, payer=name, paid_by=paid.payer
    )
    return Change(settled, said)


def waive(fee: Fee, *, why: str, by: str, at: datetime, request: str | None = None) -> Change:
    """The fee need not be paid (miễn); raises FeeNotDue."""
    waived = fee.evolve(state=fee.after("waive"), until=at, decided=request)
    return Change(waived, FeeWaived(why=why, by=by))


def void(fee: Fee, *, why: str, by: str, at: datetime, request: str | None = None) -> Change:
    """The fee is owed no longer; raises FeeNotDue."""
    voided = fee.evolve(state=fee.after("void"), until=at, decided=request)
    return Change(voided, FeeVoided(why=why, by=by))


def add_overpayment(fee: Fee, *, payment: str, amount: int) -> Change:
    """Money came that is not owed; raises FeeNotDue while the fee is due (then the money settles it)."""
    richer = fee.evolve(state=fee.after("surplus"), surplus=fee.surplus + amount)
    return Change(richer, FeeSurplus(amount=amount, payment=payment))


def dispute(fee: Fee, *, amount: int, evidence_due: datetime) -> Change:
    """The payer disputes the charge at their bank; raises FeeNotDue where no money settled the fee."""
    fee.after("dispute")
    return Change(fee, FeeDisputed(amount=amount, evidence_due=evidence_due))
