"""The money of an attempt as a discrepancy names it."""

from payments.domain.discrepancy import MoneyInQuestion
from payments.domain.payment_attempt import PaymentAttempt


def money_of_attempt(
    attempt: PaymentAttempt, amount: int, *, expected: int | None = None
) -> MoneyInQuestion:
    """Money that came, or should have come, by an attempt."""
    return MoneyInQuestion(
        provider=attempt.provider,
        amount=amount,
        expected=expected,
        dossier=attempt.dossier,
        vault=attempt.vault,
        payment=attempt.id,
        fee=attempt.fee,
    )
