"""The overpayment (tiền thừa): it goes back by a refund, and a discrepancy stays until it has.

A refund begins here whoever wants it; its money is set aside once enough officials approve.
"""

from dataclasses import dataclass
from datetime import datetime
from itertools import count

from kit.core.events import Change
from kit.core.ids import new_ulid
from payments.domain import refund as refunds
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import DiscrepancyKind, discrepancy_id, open_discrepancy
from payments.domain.fee import Fee
from payments.domain.ledger import EntryKind, Money, Movement, Origin, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund, approvals_needed
from payments.providers.bank import reference
from payments.providers.registry import BANK, Providers
from payments.repository import PaymentRepository, entry_write, refund_reference


@dataclass(frozen=True, slots=True)
class Overpayment:
    """`amount` đồng of `money` came by `attempt` beyond the fee; `kind` says why it is too much."""

    kind: DiscrepancyKind
    attempt: PaymentAttempt
    fee: Fee
    amount: int
    money: Money


def record_overpayment(
    payments: PaymentRepository, providers: Providers, overpayment: Overpayment, at: datetime
) -> list[Change]:
    """The discrepancy of the overpayment, and the refund that will resolve it."""
    attempt, money = overpayment.attempt, overpayment.money
    subject = f"{attempt.id}.{money.charge}"
    draft = RefundDraft(
        id=new_ulid(at),
        attempt=attempt,
        amount=overpayment.amount,
        origin="overpayments",
        why=overpayment.kind,
        by="overpayment",
        by_rule=True,
        discrepancy=discrepancy_id(overpayment.kind, subject),
    )
    in_question = money_of_attempt(attempt, overpayment.amount, expected=0).evolve(
        provider=money.provider,
        refund=draft.id,
        line=money.charge if money.provider == BANK else None,
    )
    return [
        open_discrepancy(overpayment.kind, subject, in_question, at),
        begin_refund(payments, providers, draft, at),
    ]


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """Money to send back. `by` is an official's subject or the rule.

    `before` đồng of the payment went back already. `discrepancy` is the one that it answers.
    """

    id: str
    attempt: PaymentAttempt
    amount: int
    origin: Origin
    why: str
    by: str
    by_rule: bool
    discrepancy: str | None = None
    before: int = 0
    approvals: tuple[str, ...] = ()


def begin_refund(
    payments: PaymentRepository, providers: Providers, draft: RefundDraft, at: datetime
) -> Change:
    """The refund of a draft; it is manual where the provider cannot send money back."""
    attempt = draft.attempt
    manual = not providers.gateway(attempt.provider).capabilities.refund
    needs = approvals_needed(
        draft.amount, manual=manual, by_rule=draft.by_rule, before=draft.before
    )
    refund = Refund(
        id=draft.id,
        dossier=attempt.dossier,
        vault=attempt.vault,
        payment=attempt.id,
        fee=attempt.fee,
        method=attempt.method,
        provider=attempt.provider,
        amount=draft.amount,
        origin=draft.origin,
        why=draft.why,
        by=draft.by,
        manual=manual,
        needs=needs,
        approvals=draft.approvals,
        since=at,
        reference=_free_reference(payments, draft.id) if manual else None,
        discrepancy=draft.discrepancy,
    )
    begun = refunds.begin(refund)
    if refund.reference:
        begun = begun._replace(extra_writes=(refund_reference(refund.reference, refund.id),))
    return set_aside(begun, at)


def set_aside(change: Change, at: datetime) -> Change:
    """With the entry that takes an opened refund's money out of its origin."""
    refund = change.state
    if not isinstance(refund, Refund) or refund.state != "open":
        return change
    entry = movement_entry(refund_movement(refund, "refund", at), refund.origin, "refunding")
    return change._replace(extra_writes=(*change.extra_writes, entry_write(entry)))


def refund_movement(refund: Refund, kind: EntryKind, at: datetime) -> Movement:
    """A movement of a refund's money, under our id of the refund."""
    return Movement(
        kind, refund.id, refund.payment, refund.provider, refund.amount, at, refund.fee, refund.id
    )


def _free_reference(payments: PaymentRepository, refund: str) -> str:
    """The first reference that leads nowhere yet: one in 35 million million is another's."""
    references = (reference.new(refund, n) for n in count())
    return next(each for each in references if payments.named_by([each]) is None)
