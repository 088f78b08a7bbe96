"""A refusal that has left the house although money was honoured meanwhile."""

from datetime import datetime

from kit.core.events import Change
from payments.domain import dossier as dossiers
from payments.domain.attempt_money import money_of_attempt
from payments.domain.discrepancy import open_discrepancy
from payments.repository import PaymentRepository


def sealed_refusal(payments: PaymentRepository, code: str, *, at: datetime) -> list[Change]:
    """Money that was honoured meanwhile stands against it: an official must decide."""
    dossier = payments.dossier_if_filed(code)
    if dossier is None:
        return []
    paid = [fee for fee in payments.fees_of(dossier) if fee.reinstated and fee.payment]
    in_question = (money_of_attempt(payments.payment(fee.payment or ""), fee.total) for fee in paid)
    contradicted = [
        open_discrepancy("refused_though_paid", fee.id, money, at)
        for fee, money in zip(paid, in_question, strict=True)
    ]
    return [dossiers.stored(dossiers.with_sealed_refusal(dossier)), *contradicted]
