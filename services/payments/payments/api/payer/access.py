"""The access of callers to a dossier's fees: its owner, officials of its agency, and whoever holds
its look-up key.
"""

from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.http.context import RequestContext
from kit.http.lookup_attempt import LookupRateLimit, lookup_attempt
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.repository import PaymentRepository


@dataclass(frozen=True, slots=True)
class ReadAccess:
    """A caller may read what belongs to `dossier`; `personal`: personal data too, as its owner or
    an official.
    """

    dossier: Dossier
    personal: bool


class DossierAccess:
    """Checks callers. An unknown object costs a look-up key the same work as a wrong key."""

    def __init__(self, payments: PaymentRepository, rate_limit: LookupRateLimit) -> None:
        self._payments = payments
        self._rate_limit = rate_limit

    def dossier(self, request: RequestContext, code: str) -> ReadAccess:
        """Raises NotFound, TooManyAttempts."""
        return self._authorize(request, self._payments.dossier_if_filed(code), code)

    def fee(self, request: RequestContext, fee_id: str) -> tuple[Fee, ReadAccess]:
        """Raises NotFound, TooManyAttempts."""
        fee = self._payments.fee_if_any(fee_id)
        access = self._authorize(request, self._dossier_of(fee), fee_id)
        if fee is None:
            raise NotFound
        return fee, access

    def payment(self, request: RequestContext, payment_id: str) -> PaymentAttempt:
        """Raises NotFound, TooManyAttempts."""
        payment = self._payments.payment_if_any(payment_id)
        self._authorize(request, self._dossier_of(payment), payment_id)
        if payment is None:
            raise NotFound
        return payment

    def _dossier_of(self, owed: Fee | PaymentAttempt | None) -> Dossier | None:
        return self._payments.dossier_if_filed(owed.dossier) if owed and owed.dossier else None

    def _authorize(
        self, request: RequestContext, dossier: Dossier | None, object_id: str
    ) -> ReadAccess:
        if dossier is not None and _may_read(request, dossier):
            return ReadAccess(dossier, personal=True)
        if not request.lookup_key:
            raise NotFound
        self._rate_limit.check(
            lookup_attempt(request, dossier.id if dossier else object_id),
            dossier.lookup if dossier else None,
        )
        if dossier is None:
            raise NotFound
        return ReadAccess(dossier, personal=False)


def _may_read(request: RequestContext, dossier: Dossier) -> bool:
    try:
        request.require_read_access(owner=dossier.owner, agency=dossier.agency)
    except NotFound:
        return False
    return True
