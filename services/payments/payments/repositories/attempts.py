"""The payment attempts and the provider requests made for them."""

from collections.abc import Iterable

from payments.domain.active_attempt import ActiveAttempt
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.provider_request import CloseRequest, OpenRequest, request_id
from payments.repositories.reader import Reader, required


class Attempts(Reader):
    """Questions about payment attempts."""

    def payment(self, payment: str) -> PaymentAttempt:
        """Raises NotFound."""
        return required(self.payment_if_any(payment))

    def payment_if_any(self, payment: str) -> PaymentAttempt | None:
        """None for an unknown id."""
        return self.load_sealed(PaymentAttempt, payment)

    def payments_of(self, fees: Iterable[Fee]) -> list[PaymentAttempt]:
        """Every attempt to pay these fees, oldest first."""
        ids = dict.fromkeys(each for fee in fees for each in (*fee.attempts, fee.payment) if each)
        payments = filter(None, map(self.payment_if_any, ids))
        return sorted(payments, key=lambda payment: payment.since)

    def active_attempt(self, fee: str) -> ActiveAttempt:
        """The lock that holds the one active attempt of a fee."""
        return self.load_sealed(ActiveAttempt, fee) or ActiveAttempt(id=fee)

    def open_request(self, payment: str) -> OpenRequest:
        """The provider request that opens an attempt; raises NotFound."""
        return required(self.load_sealed(OpenRequest, request_id(payment, 1)))

    def close_request(self, payment: str, number: int) -> CloseRequest:
        """The n-th provider request of an attempt, one that closes it; raises NotFound."""
        return required(self.load_sealed(CloseRequest, request_id(payment, number)))
