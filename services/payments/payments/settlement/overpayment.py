"""Money that is not owed: it goes back by itself where the provider can send it, and is a case until it has."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from kit.core.events import Change
from kit.core.ids import new_ulid
from kit.persistence.items import STATE, Absent, Item, Put
from payments.domain import discrepancy as cases
from payments.domain import refund as refunds
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, discrepancy_id
from payments.domain.fee import Fee
from payments.domain.ledger import EntryKind, Money, Movement, Origin, day_of, movement_entry
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund, approvals_needed
from payments.providers.bank import reference
from payments.providers.registry import BY_METHOD
from payments.repository import Store


@dataclass(frozen=True, slots=True)
class Overpayment:
    """`amount` đồng of `money` that came by `payment` beyond what `fee` asks; `kind` says why it is too much."""

    kind: DiscrepancyKind
    payment: PaymentAttempt
    fee: Fee
    amount: int
    money: Money


@dataclass(frozen=True, slots=True)
class RefundDraft:
    """Money to send back. `by` is an official's subject or the rule, `before` what went back of the payment already."""

    id: str
    payment: PaymentAttempt
    amount: int
    origin: Origin
    why: str
    by: str
    by_rule: bool
    case: str | None = None
    before: int = 0


def record_overpayment(store: Store, surplus: Overpayment, at: datetime) -> list[Change]:
    """The case of the surplus and the refund that will close it."""
    about = f"{surplus.payment.id}.{surplus.money.charge}"
    case = Discrepancy(
        id=discrepancy_id(surplus.kind, about),
        dossier=surplus.payment.dossier,
        vault=surplus.payment.vault,
        kind=surplus.kind,
        provider=surplus.money.provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=surplus.amount,
        expected=0,
        payment=surplus.payment.id,
        fee=surplus.fee.id,
        line=_line(surplus.money),
    )
    back = RefundDraft(
        id=new_ulid(at),
        payment=surplus.payment,
        amount=surplus.amount,
        origin="surplus",
        why=surplus.kind,
        by="surplus",
        by_rule=True,
        case=case.id,
    )
    begun = begin_refund(store, back, at)
    return [cases.open_(case.evolve(refund=back.id)), begun]


def begin_refund(
    store: Store, back: RefundDraft, at: datetime, *, approvals: tuple[str, ...] = ()
) -> Change:
    """A refund begins; its money is set aside in the ledger as soon as enough officials agree."""
    gateway = store.gateway(back.payment.method)
    manual = not gateway.capabilities.refund
    refund = Refund(
        id=back.id,
        dossier=back.payment.dossier,
        vault=back.payment.vault,
        payment=back.payment.id,
        fee=back.payment.fee,
        method=back.payment.method,
        amount=back.amount,
        origin=back.origin,
        why=back.why,
        by=back.by,
        manual=manual,
        needs=approvals_needed(
            back.amount, manual=manual, by_rule=back.by_rule, before=back.before
        ),
        approvals=approvals,
        since=at,
        reference=_free_reference(store, back.id) if manual else None,
        case=back.case,
    )
    begun = refunds.begin(refund)
    named = (reference_pointer(refund.reference, refund=refund.id),) if refund.reference else ()
    return set_aside(replace(begun, extra_writes=named), at)


def reference_pointer(named: str, **to: str) -> Put:
    """What leads from a transfer's text to what it is for: `payment=` or `refund=` an id."""
    return _pointer(f"REF#{named}", **to)


def charge_pointer(charge: str, payment: str) -> Put:
    """What leads from a provider's id of the money to the payment."""
    return _pointer(f"CHARGE#{charge}", payment=payment)


def _free_reference(store: Store, refund: str) -> str:
    """The first reference of a refund that leads nowhere yet: one in 35 million million is another's."""
    named = (reference.new(refund, n) for n in count())
    return next(each for each in named if store.named_by([each]) is None)


def _pointer(pk: str, **to: str) -> Put:
    return Put(Item(pk, STATE, json.dumps(to)), Absent())


def set_aside(change: Change, at: datetime) -> Change:
    """With the entry that takes an opened refund's money out of its origin."""
    refund = change.state
    if not isinstance(refund, Refund) or refund.state != "open":
        return change
    return replace(
        change,
        extra_writes=(
            *change.extra_writes,
            movement_entry(movement_of(refund, "refund", at), refund.origin, "refunding").write(),
        ),
    )


def movement_of(refund: Refund, kind: EntryKind, at: datetime) -> Movement:
    """A movement of a refund's money, under our id of the refund."""
    provider = BY_METHOD[refund.method].provider
    return Movement(
        kind, refund.id, refund.payment, provider, refund.amount, at, refund.fee, refund.id
    )


def _line(money: Money) -> str | None:
    """The notification of a bank line; other money has none of its own."""
    return money.charge if money.provider == "bank" else None
