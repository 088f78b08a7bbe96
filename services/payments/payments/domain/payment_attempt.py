"""The payment attempt (lần thanh toán): one attempt to pay a fee, its states and transitions.

created ──open──> pending ──process──> processing ──pay──> paid
        ──cancel─> cancelled  ──decline─> pending          ──fail─> failed
        ──expire─> expired    ──pay, cancel, expire──> paid, cancelled, expired
expired, cancelled, failed ──pay──> paid: the money came late; the provider's report is decisive
paid ──pay_again──> paid: the same transfer reference was used again, all of it an overpayment
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, get_args

from contracts import payments as published
from contracts.payments import Method
from contracts.terms import Dong, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.domain.payment_instructions import Payee, PaymentInstructions

AttemptState = Literal["created", "pending", "processing", "paid", "expired", "cancelled", "failed"]
AttemptAct = Literal["open", "process", "decline", "pay", "cancel", "expire", "fail", "pay_again"]
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
    ("paid", "pay_again"): "paid",
}
CATCH_UP: Final[dict[tuple[AttemptState, AttemptAct], AttemptAct]] = {
    ("created", "process"): "open",
    ("created", "pay"): "open",
    ("created", "fail"): "open",
    ("pending", "fail"): "process",
}
"""The act that a report implies and that is not stored yet: it is committed first, by itself."""
SINKS: Final[frozenset[AttemptState]] = frozenset({"paid", "expired", "cancelled", "failed"})
ATTEMPT_LIFETIME: Final = timedelta(minutes=90)
"""GOV.UK Pay's figure; card providers allow 30 minutes to 24 hours."""
OPENING_WINDOW: Final = timedelta(minutes=60)
"""How long an unanswered request to open may be repeated: at least 30 minutes must be left, and no
key may come near the 24 hours after which card providers forget it."""


class PaymentOver(Conflicting):
    """The attempt has ended: another one may be started."""

    code = "payment_over"
    vi = "Lần thanh toán này đã kết thúc. Vui lòng bắt đầu lần thanh toán mới."
    en = "This payment has ended. Please start a new one."


class PaymentProcessing(Conflicting):
    """The provider still works on an earlier attempt: a second one could charge twice."""

    code = "payment_processing"
    vi = "Lần thanh toán trước đang được xử lý. Vui lòng đợi kết quả trước khi thanh toán lại."
    en = (
        "An earlier payment is still being processed. Please wait for its result before you pay "
        "again."
    )


class TrainingTakesNoPayment(Conflicting):
    """Officials practise on this stage: no provider is asked for money."""

    code = "training_takes_no_payment"
    vi = "Đây là hệ thống luyện tập, không nhận thanh toán trực tuyến."
    en = "This is a training system. It takes no payment online."


class PaymentAttempt(Aggregate):
    """An attempt to pay `amount` đồng by a `method` of a `provider`.

    `session` is the provider's id of it, `url` where the payer pays, `charge` the provider's id of
    the money that came first. Of a transfer, `reference` is what its text must name, `qr` the text
    of its code, `payee` the owner of the account. Of cash, `taken_by` is the official and `desk`
    theirs. `declined_at` is when a card was last declined. `settled` đồng paid the fee, `overpaid`
    đồng were not owed.
    """

    KIND: ClassVar[str] = "ATTEMPT"

    fee: str
    method: Method
    provider: str
    amount: Dong
    state: AttemptState = "created"
    since: Moment
    expires: Moment
    until: Moment | None = None
    declined_at: Moment | None = None
    session: str | None = None
    url: str | None = None
    reference: str | None = None
    qr: str | None = None
    payee: Payee | None = None
    charge: str | None = None
    taken_by: str | None = None
    desk: str | None = None
    requests: int = 0
    settled: Dong = 0
    overpaid: Dong = 0
    next_check_at: Moment | None = None

    def allows(self, act: AttemptAct) -> bool:
        """Whether the graph has this edge."""
        return (self.state, act) in ATTEMPT_GRAPH

    def after(self, act: AttemptAct) -> AttemptState:
        """The state that `act` leads to; raises PaymentOver where the graph has no such edge."""
        if not self.allows(act):
            raise PaymentOver(field="payment")
        return ATTEMPT_GRAPH[self.state, act]

    def missing(self, act: AttemptAct) -> AttemptAct | None:
        """The act that must come first, if `act` reports something that is not stored yet."""
        return CATCH_UP.get((self.state, act))


def create(attempt: PaymentAttempt) -> Change:
    """Stored before the provider is asked; nobody else needs to know yet."""
    return Change(attempt, None)


def count_request(attempt: PaymentAttempt) -> Change:
    """One more request to the provider is about to be made."""
    return Change(attempt.evolve(requests=attempt.requests + 1), None)


def reschedule(attempt: PaymentAttempt, *, until: datetime) -> Change:
    """The schedules leave it alone until then, so that others have their turn."""
    return Change(attempt.evolve(next_check_at=until), None)


def bump_version(attempt: PaymentAttempt) -> Change:
    """Its money is about to move: whoever else moves some meets a conflict and looks again."""
    return Change(attempt, None)


def open_attempt(attempt: PaymentAttempt, instructions: PaymentInstructions) -> Change:
    """The payer can pay; raises PaymentOver."""
    pending = attempt.evolve(
        state=attempt.after("open"),
        session=instructions.session,
        url=instructions.url,
        reference=instructions.reference,
        qr=instructions.qr,
        payee=instructions.payee,
    )
    return Change(pending, published.PaymentOpened(fee=attempt.fee, method=attempt.method))


def process(attempt: PaymentAttempt) -> Change:
    """The payer has done their part and the provider works on it; raises PaymentOver."""
    return Change(attempt.evolve(state=attempt.after("process"), url=None), None)


def decline(attempt: PaymentAttempt, *, at: datetime) -> Change:
    """A card was declined; the payer may use another one. Raises PaymentOver."""
    declined = attempt.evolve(state=attempt.after("decline"), declined_at=at)
    return Change(declined, published.PaymentDeclined(fee=attempt.fee, method=attempt.method))


def pay(
    attempt: PaymentAttempt, charge: str, *, settled: int, overpaid: int, at: datetime
) -> Change:
    """Money came, in time or late; raises PaymentOver when some had come before."""
    paid = _end(attempt, "pay", at).evolve(settled=settled, overpaid=overpaid, charge=charge)
    amounts = {"amount": settled + overpaid, "kept": settled, "surplus": overpaid}
    return Change(paid, published.PaymentPaid(fee=attempt.fee, method=attempt.method, **amounts))


def pay_again(attempt: PaymentAttempt, *, amount: int) -> Change:
    """Money came once more under its reference; raises PaymentOver where none had come before."""
    state = attempt.after("pay_again")
    return Change(attempt.evolve(state=state, overpaid=attempt.overpaid + amount), None)


def cancel(attempt: PaymentAttempt, *, at: datetime) -> Change:
    """The payer or an official called it off; raises PaymentOver."""
    cancelled = _end(attempt, "cancel", at)
    return Change(cancelled, published.PaymentCancelled(fee=attempt.fee, method=attempt.method))


def expire(attempt: PaymentAttempt, *, at: datetime) -> Change:
    """Nobody paid in time; raises PaymentOver."""
    event = published.PaymentExpired(fee=attempt.fee, method=attempt.method)
    return Change(_end(attempt, "expire", at), event)


def fail(attempt: PaymentAttempt, *, at: datetime) -> Change:
    """The provider gave it up; raises PaymentOver."""
    event = published.PaymentFailed(fee=attempt.fee, method=attempt.method)
    return Change(_end(attempt, "fail", at), event)


def _end(attempt: PaymentAttempt, act: AttemptAct, at: datetime) -> PaymentAttempt:
    return attempt.evolve(state=attempt.after(act), until=at, url=None)
