"""The payment: one try to settle a fee, its states and what may happen to it.

created ──open──> pending ──process──> processing ──pay──> paid
        ──cancel─> cancelled  ──decline─> pending          ──fail─> failed
        ──expire─> expired    ──pay, cancel, expire──> paid, cancelled, expired
expired, cancelled, failed ──pay──> paid: the money came late, and the provider's word stands
paid ──more──> paid: the same transfer reference was used again, all of it surplus
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, get_args

from contracts import payments as c
from contracts.payments import Method
from contracts.terms import Dong, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.core.time import stamp
from payments.domain.payment_instructions import Payee, PaymentInstructions

AttemptState = Literal["created", "pending", "processing", "paid", "expired", "cancelled", "failed"]
AttemptAct = Literal["open", "process", "decline", "pay", "cancel", "expire", "fail", "more"]
ATTEMPT_STATES: Final[tuple[AttemptState, ...]] = get_args(AttemptState)
ATTEMPT_ACTS: Final[tuple[AttemptAct, ...]] = get_args(AttemptAct)
ATTEMPT_GRAPH: Final[dict[tuple[AttemptState, AttemptAct], AttemptState]] = {
    ("created", "open"): "pending",
    ("created", "cancel"): "cancelled",
    ("created", "expire"): "expired",
    ("pending", "decline"): "pending",
    ("pending", "process"): "processing",
    ("pending", "pay"): "paid",
    ("pending", "cancel"): "cancelled",
    ("pending", "expire"): "expired",
    ("processing", "pay"): "paid",
    ("processing", "fail"): "failed",
    ("expired", "pay"): "paid",
    ("cancelled", "pay"): "paid",
    ("failed", "pay"): "paid",
    ("paid", "more"): "paid",
}
CATCH_UP: Final[dict[tuple[AttemptState, AttemptAct], AttemptAct]] = {
    ("created", "process"): "open",
    ("created", "pay"): "open",
    ("created", "fail"): "open",
    ("pending", "fail"): "process",
}
"""What the provider's word implies that was not written down yet: it is done first, as a commit of its own."""
SINKS: Final[frozenset[AttemptState]] = frozenset({"paid", "expired", "cancelled", "failed"})
ATTEMPT_LIFETIME: Final = timedelta(minutes=90)
"""GOV.UK Pay's figure; within Stripe's 30 minutes to 24 hours."""
OPENING_WINDOW: Final = timedelta(minutes=60)
"""How long an unanswered call to open may be repeated: later, less than Stripe's 30 minutes would be left. So we never
come near the 24 hours after which Stripe forgets a key."""


class PaymentOver(Conflicting):
    """The try has ended: another one may be started."""

    code = "payment_over"
    vi = "Lần thanh toán này đã kết thúc. Xin bắt đầu lần thanh toán mới."
    en = "This payment has ended. Please start a new one."


class PaymentProcessing(Conflicting):
    """The provider still works on an earlier try: a second one could charge twice."""

    code = "payment_processing"
    vi = "Lần thanh toán trước đang được xử lý. Xin đợi kết quả trước khi thanh toán lại."
    en = "An earlier payment is still being processed. Please wait for its outcome before paying again."


class PaymentAttempt(Aggregate):
    """A try to pay `amount` đồng. `session` is the provider's id of it, `url` where the payer pays.

    Of a transfer, `reference` is what its text must name, `qr` the text of its code, `payee` whose account it goes to;
    `charge` is the provider's id of the money that came first; of cash, `taken_by` is the official and `desk` theirs.
    """

    KIND: ClassVar[str] = "ATTEMPT"

    fee: str
    method: Method
    amount: Dong
    state: AttemptState = "created"
    since: Moment
    expires: Moment
    until: Moment | None = None
    session: str | None = None
    url: str | None = None
    reference: str | None = None
    qr: str | None = None
    payee: Payee | None = None
    charge: str | None = None
    taken_by: str | None = None
    desk: str | None = None
    calls: int = 0
    kept: Dong = 0
    surplus: Dong = 0
    next_check_at: Moment | None = None

    def index_attributes(self) -> dict[str, str | int]:
        """While somebody may pay, the sweeper finds it by the moment at which that should end, or was put off to.

        While its provider works on it, the poller does, by the moment at which it is asked about next.
        """
        if self.state == "processing":
            return {"waiting": "processing", "since": stamp(self.next_check_at or self.since)}
        if self.state not in ("created", "pending"):
            return {}
        return {"waiting": "open", "since": stamp(self.next_check_at or self.expires)}

    def allows(self, act: AttemptAct) -> bool:
        """Whether the graph has this edge."""
        return (self.state, act) in ATTEMPT_GRAPH

    def after(self, act: AttemptAct) -> AttemptState:
        """The state that `act` leads to; raises PaymentOver where the graph has no such edge."""
        if not self.allows(act):
            raise PaymentOver(field="payment")
        return ATTEMPT_GRAPH[self.state, act]

    def missing(self, act: AttemptAct) -> AttemptAct | None:
        """The act that must come first, if `act` tells of something we have not heard yet."""
        return CATCH_UP.get((self.state, act))


def create(payment: PaymentAttempt) -> Change:
    """A try is written down before the provider hears of it; nobody else needs to know yet."""
    return Change(payment, None)


def count_request(payment: PaymentAttempt) -> Change:
    """One more call to the provider is about to be made."""
    return Change(payment.evolve(calls=payment.calls + 1), None)


def reschedule(payment: PaymentAttempt, *, until: datetime) -> Change:
    """The sweeper leaves it alone until then: the provider does not close it, and others wait."""
    return Change(payment.evolve(next_check_at=until), None)


def bump_version(payment: PaymentAttempt) -> Change:
    """Money of it is about to move: only its version rises, so that whoever else moves some must look again."""
    return Change(payment, None)


def open_attempt(payment: PaymentAttempt, opened: PaymentInstructions) -> Change:
    """The payer can pay; raises PaymentOver."""
    there = opened.model_dump(include={"session", "url", "reference", "qr"}) | {
        "payee": opened.payee
    }
    pending = payment.evolve(state=payment.after("open"), **there)
    return Change(pending, c.PaymentOpened(fee=payment.fee, method=payment.method))


def process(payment: PaymentAttempt) -> Change:
    """The payer has done their part and the provider works on it; raises PaymentOver."""
    return Change(payment.evolve(state=payment.after("process"), url=None), None)


def decline(payment: PaymentAttempt) -> Change:
    """A card was declined; the payer may try another. Raises PaymentOver."""
    declined = payment.evolve(state=payment.after("decline"))
    return Change(declined, c.PaymentDeclined(fee=payment.fee, method=payment.method))


def pay(payment: PaymentAttempt, *, kept: int, surplus: int, charge: str, at: datetime) -> Change:
    """Money came, in time or late; raises PaymentOver when it had come before."""
    paid = _ended(payment, "pay", at).evolve(kept=kept, surplus=surplus, charge=charge)
    said = c.PaymentPaid(
        fee=payment.fee, method=payment.method, amount=kept + surplus, kept=kept, surplus=surplus
    )
    return Change(paid, said)


def pay_again(payment: PaymentAttempt, *, surplus: int) -> Change:
    """Money came once more under its reference; raises PaymentOver where none had come before."""
    update = {"state": payment.after("more"), "surplus": payment.surplus + surplus}
    return Change(payment.evolve(**update), None)


def cancel(payment: PaymentAttempt, *, at: datetime) -> Change:
    """The try was called off; raises PaymentOver."""
    return Change(
        _ended(payment, "cancel", at), c.PaymentCancelled(fee=payment.fee, method=payment.method)
    )


def expire(payment: PaymentAttempt, *, at: datetime) -> Change:
    """Nobody paid in time; raises PaymentOver."""
    return Change(
        _ended(payment, "expire", at), c.PaymentExpired(fee=payment.fee, method=payment.method)
    )


def fail(payment: PaymentAttempt, *, at: datetime) -> Change:
    """The provider gave it up; raises PaymentOver."""
    return Change(
        _ended(payment, "fail", at), c.PaymentFailed(fee=payment.fee, method=payment.method)
    )


def _ended(payment: PaymentAttempt, act: AttemptAct, at: datetime) -> PaymentAttempt:
    return payment.evolve(state=payment.after(act), until=at, url=None)
