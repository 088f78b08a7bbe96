"""The attempt that an official's money stands for: cash taken, or a transfer allocated."""

from datetime import datetime

from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.providers.registry import Adapter


def official_attempt(
    fee: Fee, adapter: Adapter, id: str, *, by: str, desk: str | None = None, at: datetime
) -> PaymentAttempt:
    """The attempt that an official's money stands for: opened and paid in one commit."""
    return PaymentAttempt(
        id=id,
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        method=adapter.method,
        provider=adapter.provider,
        amount=fee.total,
        state="pending",
        since=at,
        expires=at,
        taken_by=by,
        desk=desk,
    )
