"""The refund (hoàn phí): money that goes back, its states and who must approve it.

requested ──approve──> open ──succeed──> succeeded ──fail──> failed: the bank returned it later
          ──refuse───> refused  ──fail──> failed
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, get_args

from contracts.payments import Method, RefundFailed, RefundOpened, RefundSucceeded
from contracts.terms import Dong, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.domain.ledger import Origin

RefundState = Literal["requested", "open", "succeeded", "failed", "refused"]
RefundAct = Literal["approve", "refuse", "succeed", "fail"]
REFUND_STATES: Final[tuple[RefundState, ...]] = get_args(RefundState)
REFUND_ACTS: Final[tuple[RefundAct, ...]] = get_args(RefundAct)
REFUND_GRAPH: Final[dict[tuple[RefundState, RefundAct], RefundState]] = {
    ("requested", "approve"): "open",
    ("requested", "refuse"): "refused",
    ("open", "succeed"): "succeeded",
    ("open", "fail"): "failed",
    ("succeeded", "fail"): "failed",
}
REFUND_SINKS: Final[frozenset[RefundState]] = frozenset({"succeeded", "failed", "refused"})
FOUR_EYES_ABOVE: Final = 1_000_000
"""đồng. Two officials approve what goes back of a payment above it, and every manual refund.

Assumed.
"""
KEY_LIFETIME: Final = timedelta(hours=23)
"""Card providers forget an idempotency key after 24 hours.

Later a refund is looked up before it is requested again.
"""


class RefundDecided(Conflicting):
    """The refund has been decided or made already."""

    code = "refund_decided"
    vi = "Khoản hoàn này đã được quyết định hoặc đã thực hiện."
    en = "This refund has already been decided or made."


class SecondApproverRequired(Conflicting):
    """Whoever requested or approved it can't be the second."""

    code = "second_approver_required"
    vi = "Khoản hoàn này cần một cán bộ khác phê duyệt."
    en = "This refund needs another official's approval."


class RefundTooLarge(Conflicting):
    """More than one refund can carry: the fee and an overpayment go back separately."""

    code = "refund_too_large"
    vi = (
        "Một lần hoàn được nhiều nhất {fees:dong} từ khoản phí, hoặc {overpaid:dong} từ khoản "
        "nộp thừa. Vui lòng đề nghị riêng từng khoản."
    )
    en = (
        "At most {fees:dong} of the fee, or {overpaid:dong} of the overpayment, can be refunded "
        "at once. Please request them separately."
    )


class Refund(Aggregate):
    """`amount` đồng of the attempt `payment` go back. `by` requested it: an official or a rule.

    `origin` is the account that it comes from. `needs` officials must approve; `manual`: no machine
    can send it. `provider_refund_id` is the provider's id of it, `requested_at` when the provider
    was first asked, `reference` what an outgoing transfer must name. `discrepancy` is the one that
    it answers, `paid_out_by` the cashier who gave it back in cash.
    """

    KIND: ClassVar[str] = "REFUND"

    payment: str
    fee: str
    method: Method
    provider: str
    amount: Dong
    origin: Origin
    why: str
    by: str
    manual: bool = False
    needs: int = 0
    approvals: tuple[str, ...] = ()
    state: RefundState = "requested"
    since: Moment
    until: Moment | None = None
    requested_at: Moment | None = None
    provider_refund_id: str | None = None
    error: str | None = None
    reference: str | None = None
    discrepancy: str | None = None
    paid_out_by: str | None = None
    next_check_at: Moment | None = None

    @property
    def key(self) -> str:
        """The provider's idempotency key: the same for every repeat."""
        return f"pay-{self.payment}-refund-{self.id}"

    def allows(self, act: RefundAct) -> bool:
        """Whether the graph has this edge."""
        return (self.state, act) in REFUND_GRAPH

    def after(self, act: RefundAct) -> RefundState:
        """The state that `act` leads to; raises RefundDecided where the graph has no such edge."""
        if not self.allows(act):
            raise RefundDecided(field="refund")
        return REFUND_GRAPH[self.state, act]


def approvals_needed(amount: int, *, manual: bool, by_rule: bool, before: int = 0) -> int:
    """How many officials must approve: two above the limit or for a manual refund, none by rule.

    Refunds `before` of the same payment count as well: nobody stays below the limit by parts.
    """
    if manual:
        return 2
    if by_rule:
        return 0
    return 2 if before + amount > FOUR_EYES_ABOVE else 1


def origin_of(amount: int, *, overpaid: int, fees: int) -> Origin:
    """The account that `amount` comes from; raises RefundTooLarge.

    `overpaid` and `fees` are what each account may still send back.
    """
    if amount > max(overpaid, fees):
        raise RefundTooLarge(field="amount", overpaid=overpaid, fees=fees)
    return "overpayments" if amount <= overpaid else "fees"


def begin(refund: Refund) -> Change:
    """A refund is requested; it is open at once where enough officials approve."""
    if len(refund.approvals) < refund.needs:
        return Change(refund, None)
    opened = refund.evolve(state=refund.after("approve"))
    return Change(opened, RefundOpened(fee=refund.fee, amount=refund.amount, why=refund.why))


def approve(refund: Refund, *, by: str) -> Change:
    """One official more approves; raises SecondApproverRequired, RefundDecided."""
    refund.after("approve")
    if by in refund.approvals:
        raise SecondApproverRequired(field="refund")
    return begin(refund.evolve(approvals=(*refund.approvals, by)))


def refuse(refund: Refund, *, by: str, why: str, at: datetime) -> Change:
    """An official refuses; raises RefundDecided."""
    state = refund.after("refuse")
    return Change(refund.evolve(state=state, until=at, error=f"{why} ({by})"), None)


def record_request(refund: Refund, at: datetime) -> Change:
    """The provider is about to be asked for the first time."""
    return Change(refund.evolve(requested_at=at), None)


def acknowledge(refund: Refund, *, provider_refund_id: str, until: datetime) -> Change:
    """The provider works on it; the sweeper looks again after `until`."""
    acknowledged = refund.evolve(provider_refund_id=provider_refund_id, next_check_at=until)
    return Change(acknowledged, None)


def reschedule(refund: Refund, *, until: datetime) -> Change:
    """The sweeper leaves it alone until then."""
    return Change(refund.evolve(next_check_at=until), None)


def succeed(refund: Refund, *, provider_refund_id: str, at: datetime) -> Change:
    """The money went back; raises RefundDecided."""
    succeeded = refund.evolve(
        state=refund.after("succeed"), provider_refund_id=provider_refund_id, until=at
    )
    event = RefundSucceeded(fee=refund.fee, amount=refund.amount, why=refund.why)
    return Change(succeeded, event)


def fail(
    refund: Refund, *, error: str, at: datetime, provider_refund_id: str | None = None
) -> Change:
    """The money did not go back, or came back; raises RefundDecided."""
    failed = refund.evolve(
        state=refund.after("fail"),
        provider_refund_id=provider_refund_id or refund.provider_refund_id,
        until=at,
        error=error,
    )
    return Change(failed, RefundFailed(fee=refund.fee, amount=refund.amount, why=refund.why))
