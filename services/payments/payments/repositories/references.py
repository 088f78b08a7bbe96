"""The pointers from what providers name: a transfer's reference, and the id of money."""

from collections.abc import Sequence

from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.repositories.reader import Reader


class References(Reader):
    """Questions about what a reference or the id of a charge stands for."""

    def named_by(self, references: Sequence[str]) -> PaymentAttempt | Refund | None:
        """What the first known reference of a transfer's text stands for."""
        pointers = (self._pointer(f"REF#{reference}") for reference in references)
        ids = next(filter(None, pointers), {})
        if "refund" in ids:
            return self.load_sealed(Refund, ids["refund"])
        return self.load_sealed(PaymentAttempt, ids["payment"]) if ids else None

    def payment_of_charge(self, charge: str) -> PaymentAttempt | None:
        """The attempt whose money the provider knows as `charge`."""
        ids = self._pointer(f"CHARGE#{charge}")
        return self.load_sealed(PaymentAttempt, ids["payment"]) if ids else None
