"""The payment attempts, the provider requests made for them, and the references to them."""

from collections.abc import Iterable, Sequence

from payments.domain.active_attempt import Slot
from payments.domain.fee import Fee
from payments.domain.payment_attempt import Payment
from payments.domain.provider_request import CloseCall, OpenCall, call_id
from payments.repositories.reader import Reader, required


class Attempts(Reader):
    """Questions about payment attempts."""

    def payment(self, payment: str) -> Payment:
        """Raises NotFound."""
        return required(self.payment_if_any(payment))

    def payment_if_any(self, payment: str) -> Payment | None:
        """None for an unknown id."""
        return self.load_sealed(Payment, payment)

    def payments_of(self, fees: Iterable[Fee]) -> list[Payment]:
        """Every attempt to pay these fees, oldest first."""
        ids = dict.fromkeys(each for fee in fees for each in (*fee.tries, fee.payment) if each)
        payments = filter(None, map(self.payment_if_any, ids))
        return sorted(payments, key=lambda payment: payment.since)

    def payment_of_charge(self, charge: str) -> Payment | None:
        """The payment whose money the provider knows as `charge`."""
        ids = self._pointer(f"CHARGE#{charge}")
        return self.payment_if_any(ids["payment"]) if ids else None

    def slot(self, fee: str) -> Slot:
        """The lock that holds the one active attempt of a fee."""
        return self.load_sealed(Slot, fee) or Slot(id=fee)

    def open_call(self, payment: str) -> OpenCall:
        """The provider request that opens an attempt; raises NotFound."""
        return required(self.load_sealed(OpenCall, call_id(payment, 1)))

    def close_call(self, payment: str, number: int) -> CloseCall:
        """The n-th provider request of an attempt, one that closes it; raises NotFound."""
        return required(self.load_sealed(CloseCall, call_id(payment, number)))

    def _referenced(self, references: Sequence[str]) -> dict[str, str]:
        """The ids to which the first known reference of a transfer's text leads."""
        pointers = (self._pointer(f"REF#{reference}") for reference in references)
        return next(filter(None, pointers), {})
