"""The refunds."""

from payments.domain.refund import Refund
from payments.repositories.reader import Reader, required


class Refunds(Reader):
    """Questions about refunds."""

    def refund(self, refund: str) -> Refund:
        """Raises NotFound."""
        return required(self.refund_if_any(refund))

    def refund_if_any(self, refund: str) -> Refund | None:
        """None for an unknown id."""
        return self.load_sealed(Refund, refund)
