"""The refund (hoàn phí): money that goes back, its states and who must agree to it.

asked ──approve──> open ──succeed──> succeeded ──fail──> failed: the bank sent it back afterwards
      ──refuse───> refused  ──fail──> failed
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final, Literal, get_args

from contracts.payments import Method, RefundFailed, RefundOpened, RefundSucceeded
from contracts.terms import Dong, Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from kit.core.time import stamp
from payments.domain.ledger import Origin

RefundState = Literal["asked", "open", "succeeded", "failed", "refused"]
RefundAct = Literal["approve", "refuse", "succeed", "fail"]
REFUND_STATES: Final[tuple[RefundState, ...]] = get_args(RefundState)
REFUND_ACTS: Final[tuple[RefundAct, ...]] = get_args(RefundAct)
REFUND_GRAPH: Final[dict[tuple[RefundState, RefundAct], RefundState]] = {
    ("asked", "approve"): "open",
    ("asked", "refuse"): "refused",
    ("open", "succeed"): "succeeded",
    ("open", "fail"): "failed",
    ("succeeded", "fail"): "failed",
}
REFUND_SINKS: Final[frozenset[RefundState]] = frozenset({"succeeded", "failed", "refused"})
FOUR_EYES_ABOVE: Final = 1_000_000
"""đồng. What goes back of a payment above it, and all that no machine sends, is approved by two officials. Assumed."""
KEY_LIFETIME: Final = timedelta(hours=23)
"""Stripe forgets an idempotency key after 24 hours: later a refund is looked up before it is asked for again."""


class RefundDecided(Conflicting):
    """The refund has been decided or made already."""

    code = "refund_decided"
    vi = "Khoản hoàn này đã được quyết định hoặc đã thực hiện."
    en = "This refund has been decided or made already."


class SecondApproverRequired(Conflicting):
    """Whoever asked or approved once can't be the second."""

    code = "second_approver_required"
    vi = "Khoản hoàn này cần một cán bộ khác phê duyệt."
    en = "This refund needs another official's approval."


class RefundTooLarge(Conflicting):
    """More is asked for than one refund can carry: the fee and what came beyond it go back apart."""

    code = "refund_too_large"
    vi = "Một lần hoàn được nhiều nhất {fees} đồng từ khoản phí, hoặc {surplus} đồng từ khoản nộp thừa. Xin hoàn riêng."
    en = "At most {fees} đồng of the fee, or {surplus} đồng of the surplus, can go back at once. Please ask separately."


class Refund(Aggregate):
    """`amount` đồng of `payment` going back. `origin` is the account it comes from, `by` who asked (official or rule).

    `needs` officials must approve; `manual` means that no machine can send it. `provider_refund_id` is the provider's id of it,
    `requested_at` when the provider was first asked. `reference` is what an outgoing transfer must name.
    """

    KIND: ClassVar[str] = "REFUND"

    payment: str
    fee: str
    method: Method
    amount: Dong
    origin: Origin
    why: str
    by: str
    manual: bool = False
    needs: int = 0
    approvals: tuple[str, ...] = ()
    state: RefundState = "asked"
    since: Moment
    until: Moment | None = None
    requested_at: Moment | None = None
    provider_refund_id: str | None = None
    error: str | None = None
    reference: str | None = None
    case: str | None = None
    next_check_at: Moment | None = None

    def index_attributes(self) -> dict[str, str | int]:
        """While a machine must still send it or hear of it, the sweeper finds it."""
        if self.state != "open" or self.manual:
            return {}
        return {"waiting": "refund", "since": stamp(self.next_check_at or self.since)}

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
    """How many officials must agree: two above the limit or by hand, none by rule, else the one who asks.

    What went back of the same payment `before` counts as well: nobody stays below the limit by asking in parts.
    """
    if manual:
        return 2
    if by_rule:
        return 0
    return 2 if before + amount > FOUR_EYES_ABOVE else 1


def origin(amount: int, *, surplus: int, fees: int) -> Origin:
    """The account that a refund of `amount` comes from, of what each may still send back; raises RefundTooLarge."""
    if amount > max(surplus, fees):
        raise RefundTooLarge(field="amount", surplus=surplus, fees=fees)
    return "surplus" if amount <= surplus else "fees"


def begin(refund: Refund) -> Change:
    """A refund is asked for; it is open at once where enough officials agree."""
    if len(refund.approvals) >= refund.needs:
        return _opened(refund)
    return Change(refund, None)


def approve(refund: Refund, *, by: str) -> Change:
    """One official more agrees; raises SecondApproverRequired, RefundDecided."""
    refund.after("approve")
    if by in refund.approvals:
        raise SecondApproverRequired(field="refund")
    agreed = refund.evolve(approvals=(*refund.approvals, by))
    return begin(agreed)


def refuse(refund: Refund, *, by: str, why: str, at: datetime) -> Change:
    """An official says no; raises RefundDecided."""
    refused = {"state": refund.after("refuse"), "until": at, "error": f"{why} ({by})"}
    return Change(refund.evolve(**refused), None)


def record_request(refund: Refund, at: datetime) -> Change:
    """The provider is about to be asked for the first time."""
    return Change(refund.evolve(requested_at=at), None)


def acknowledge(refund: Refund, *, provider_refund_id: str, until: datetime) -> Change:
    """The provider works on it under `provider_refund_id`; the sweeper looks again after `until`."""
    return Change(refund.evolve(provider_refund_id=provider_refund_id, next_check_at=until), None)


def reschedule(refund: Refund, *, until: datetime) -> Change:
    """The sweeper leaves it alone until then."""
    return Change(refund.evolve(next_check_at=until), None)


def succeed(refund: Refund, *, provider_refund_id: str, at: datetime) -> Change:
    """The money went back; raises RefundDecided."""
    done = refund.evolve(
        state=refund.after("succeed"), provider_refund_id=provider_refund_id, until=at
    )
    return Change(done, RefundSucceeded(fee=refund.fee, amount=refund.amount, why=refund.why))


def fail(
    refund: Refund, *, error: str, at: datetime, provider_refund_id: str | None = None
) -> Change:
    """The money did not go back, or came back; raises RefundDecided."""
    update = {
        "state": refund.after("fail"),
        "provider_refund_id": provider_refund_id or refund.provider_refund_id,
        "until": at,
        "error": error,
    }
    return Change(
        refund.evolve(**update), RefundFailed(fee=refund.fee, amount=refund.amount, why=refund.why)
    )


def _opened(refund: Refund) -> Change:
    opened = refund.evolve(state=refund.after("approve"))
    return Change(opened, RefundOpened(fee=refund.fee, amount=refund.amount, why=refund.why))
