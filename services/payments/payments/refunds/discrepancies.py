"""The discrepancies of refunds: open while money waits, resolved once it went back."""

from datetime import datetime
from typing import Final

from kit.core.events import Change
from payments.domain import discrepancy as discrepancies
from payments.domain.discrepancy import (
    BY_SYSTEM,
    Discrepancy,
    DiscrepancyKind,
    MoneyInQuestion,
    discrepancy_id,
    open_discrepancy,
)
from payments.domain.refund import Refund
from payments.repository import PaymentRepository

NOT_REFUNDED: Final = frozenset({"failed", "refused"})


def discrepancy_of_manual_refund(begun: Change, at: datetime) -> list[Change]:
    """The discrepancy of a refund that no machine can send."""
    refund = begun.state
    if not isinstance(refund, Refund) or not refund.manual:
        return []
    return [_of_refund("refund_wanted", refund, at)]


def resolve_refunded(payments: PaymentRepository, refund: Refund, at: datetime) -> list[Change]:
    """Resolve what only waited for this money, and the failures of refunds before it."""
    ids = [discrepancy_id("refund_wanted", refund.id), *_refunded(payments, refund)]
    existing = [payments.discrepancy_if_any(each) for each in dict.fromkeys(ids)]
    return [
        discrepancies.resolve(each, by=BY_SYSTEM, reason="refunded", at=at)
        for each in existing
        if each and each.state != "resolved"
    ]


def discrepancies_of_failure(
    payments: PaymentRepository, refund: Refund, at: datetime
) -> list[Change]:
    """One says that the money did not go back, and the one that the refund answered opens again."""
    changes = [_of_refund("refund_failed", refund, at)]
    discrepancy = payments.discrepancy_if_any(refund.discrepancy) if refund.discrepancy else None
    if discrepancy is not None and discrepancy.state != "open":
        changes.append(discrepancies.reopen(discrepancy))
    return changes


def _refunded(payments: PaymentRepository, refund: Refund) -> list[str]:
    """The discrepancy that the refund answers.

    Where that one says that an earlier refund failed, the one that the earlier refund answered is
    answered as well, and so on.
    """
    ids: list[str] = []
    each = payments.discrepancy_if_any(refund.discrepancy) if refund.discrepancy else None
    while each is not None and each.id not in ids:
        earlier = payments.refund_if_any(each.refund) if each.refund else None
        if not _answers(refund, each, earlier):
            break
        ids.append(each.id)
        before = earlier.discrepancy if earlier else None
        each = payments.discrepancy_if_any(before) if before else None
    return ids


def _answers(refund: Refund, discrepancy: Discrepancy, earlier: Refund | None) -> bool:
    """Whether none of its money is left to send; an official may have named another one."""
    if earlier is not None and earlier.id == refund.id:
        return True
    is_enough = discrepancy.payment == refund.payment and refund.amount >= discrepancy.amount
    return is_enough and (
        earlier is None or (earlier.state in NOT_REFUNDED and earlier.origin == refund.origin)
    )


def _of_refund(kind: DiscrepancyKind, refund: Refund, at: datetime) -> Change:
    money = MoneyInQuestion(
        provider=refund.provider,
        amount=refund.amount,
        dossier=refund.dossier,
        vault=refund.vault,
        payment=refund.payment,
        fee=refund.fee,
        refund=refund.id,
    )
    return open_discrepancy(kind, refund.id, money, at)
