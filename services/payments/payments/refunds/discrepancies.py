"""The cases that go with refunds: opened while money waits for an official, closed once it went back."""

from datetime import datetime
from typing import Final

from kit.core.events import Change
from payments.domain import discrepancy as cases
from payments.domain.discrepancy import Discrepancy, DiscrepancyKind, discrepancy_id
from payments.domain.ledger import day_of
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.providers.registry import BY_METHOD
from payments.repository import Store

GIVEN_UP: Final = frozenset({"failed", "refused"})


def discrepancy_of_manual_refund(begun: Change, at: datetime) -> list[Change]:
    """The case of a refund that no machine can send."""
    refund = begun.state
    if not isinstance(refund, Refund) or not refund.manual:
        return []
    return [cases.open_(_of_refund("refund_wanted", refund, at))]


def resolve_answered(store: Store, refund: Refund, at: datetime) -> list[Change]:
    """The cases that only waited for this money to go back, and those of the refunds that failed before it."""
    ids = [discrepancy_id("refund_wanted", refund.id), *_answered(store, refund)]
    found = [store.discrepancy_if_any(case) for case in dict.fromkeys(ids)]
    return [
        cases.resolve(c, by="system", reason="refunded", at=at)
        for c in found
        if c and c.state != "resolved"
    ]


def _answered(store: Store, refund: Refund) -> list[str]:
    """The case that the refund answers; where that says that an earlier refund failed, that one's case as well."""
    ids: list[str] = []
    case = store.discrepancy_if_any(refund.case) if refund.case else None
    while case is not None and case.id not in ids:
        earlier = store.refund_if_any(case.refund) if case.refund else None
        if not _answers(refund, case, earlier):
            break
        ids.append(case.id)
        case = store.discrepancy_if_any(earlier.case) if earlier and earlier.case else None
    return ids


def _answers(refund: Refund, case: Discrepancy, earlier: Refund | None) -> bool:
    """Whether nothing of the case's money is left to send: an official may have named a case of other money."""
    if earlier is not None and earlier.id == refund.id:
        return True
    enough = case.payment == refund.payment and refund.amount >= case.amount
    return enough and (
        earlier is None or (earlier.state in GIVEN_UP and earlier.origin == refund.origin)
    )


def discrepancies_of_failure(store: Store, refund: Refund, at: datetime) -> list[Change]:
    """The case that the money belonged to opens again, and one says that it did not go back."""
    changes = [cases.open_(_of_refund("refund_failed", refund, at))]
    first = store.discrepancy_if_any(refund.case) if refund.case else None
    return [*changes, cases.reopen(first)] if first and first.state != "open" else changes


def _of_refund(kind: DiscrepancyKind, refund: Refund, at: datetime) -> Discrepancy:
    return Discrepancy(
        id=discrepancy_id(kind, refund.id),
        dossier=refund.dossier,
        vault=refund.vault,
        kind=kind,
        provider=BY_METHOD[refund.method].provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=refund.amount,
        payment=refund.payment,
        fee=refund.fee,
        refund=refund.id,
    )


def discrepancy_by_rule(
    about: str, payment: PaymentAttempt, amount: int, at: datetime
) -> Discrepancy:
    """The case of `amount` đồng that a rule wants back and no machine may send."""
    return Discrepancy(
        id=discrepancy_id("refund_wanted", about),
        dossier=payment.dossier,
        vault=payment.vault,
        kind="refund_wanted",
        provider=BY_METHOD[payment.method].provider,
        day=cases.day_text(day_of(at)),
        since=at,
        amount=amount,
        payment=payment.id,
        fee=payment.fee,
    )
