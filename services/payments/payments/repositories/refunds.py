"""The refunds, and what a transfer's reference stands for: a payment attempt or a refund."""

from collections.abc import Sequence

from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.repositories.attempts import Attempts
from payments.repositories.reader import required


class Refunds(Attempts):
    """Questions about refunds."""

    def refund(self, refund: str) -> Refund:
        """Raises NotFound."""
        return required(self.refund_if_any(refund))

    def refund_if_any(self, refund: str) -> Refund | None:
        """None for an unknown id."""
        return self.load_sealed(Refund, refund)

    def named_by(self, references: Sequence[str]) -> PaymentAttempt | Refund | None:
        """What the first known reference of a transfer's text stands for."""
        ids = self._referenced(references)
        if "refund" in ids:
            return self.refund_if_any(ids["refund"])
        return self.payment_if_any(ids["payment"]) if ids else None
