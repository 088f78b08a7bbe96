"""The public routes of status and payments, called with a visitor's look-up key only."""

from typing import TYPE_CHECKING, Any, NamedTuple

from front.api import Caller, Change, Routes, part

if TYPE_CHECKING:
    from portal.api_models import Dossier, Fees, Method, Payment, Receipt


class PublicApi(NamedTuple):
    """What the portal's pages read and change; methods raise ApiProblem or NoResponse."""

    routes: Routes

    def dossier(self, caller: Caller, code: str) -> "Dossier":
        """The dossier with its timeline."""
        from portal.api_models import Dossier

        return self.routes.read(Dossier, caller, "status", f"/dossiers/{part(code)}")

    def fees(self, caller: Caller, code: str) -> "Fees":
        """The fees of the dossier."""
        from portal.api_models import Fees

        return self.routes.read(Fees, caller, "payments", f"/dossiers/{part(code)}/fees")

    def payment(self, caller: Caller, payment: str) -> "Payment":
        """A payment attempt in its present state."""
        from portal.api_models import Payment

        return self.routes.read(Payment, caller, "payments", f"/payments/{part(payment)}")

    def receipt(self, caller: Caller, fee: str) -> "Receipt":
        """The receipt of a settled fee."""
        from portal.api_models import Receipt

        return self.routes.read(Receipt, caller, "payments", f"/fees/{part(fee)}/receipt")

    def start_payment(
        self, caller: Caller, fee: str, method: "Method", *, return_url: str, idempotency_key: str
    ) -> "Payment":
        """A new payment attempt; the same `idempotency_key` gives the same attempt."""
        content = {"method": method} | ({"return_url": return_url} if method != "transfer" else {})
        return self._change(caller, f"/fees/{part(fee)}/payments", content, idempotency_key)

    def cancel_payment(self, caller: Caller, payment: str, *, idempotency_key: str) -> "Payment":
        """The payment attempt after its cancellation."""
        path = f"/payments/{part(payment)}/cancellation"
        return self._change(caller, path, {}, idempotency_key)

    def _change(
        self, caller: Caller, path: str, content: dict[str, Any], idempotency_key: str
    ) -> "Payment":
        from portal.api_models import Payment

        change = Change("POST", "payments", path, content, idempotency_key)
        return self.routes.change(Payment, caller, change).content
