"""The reach of an official: what belongs to a dossier is its agency's, what belongs to none the
province's.
"""

from functools import cache

from kit.core.errors import NotFound
from kit.security.staff_directory import Staff
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund
from payments.repository import PaymentRepository


class Reach:
    """What one official may see, asked of each dossier once."""

    def __init__(self, payments: PaymentRepository, staff: Staff | None) -> None:
        self._payments = payments
        self._staff = staff
        self.includes = cache(self._includes)

    @property
    def bank_details(self) -> bool:
        """Whether the official may read what a bank reported of people: accountants may."""
        return self._staff is not None and "accountant" in self._staff.roles

    def fee(self, id: str) -> Fee:
        """Raises NotFound for an unknown one and for one out of reach, as all of these do."""
        fee = self._payments.fee(id)
        self.require(fee.dossier)
        return fee

    def payment(self, id: str) -> PaymentAttempt:
        """A payment attempt."""
        payment = self._payments.payment(id)
        self.require(payment.dossier)
        return payment

    def refund(self, id: str) -> Refund:
        """A refund."""
        refund = self._payments.refund(id)
        self.require(refund.dossier)
        return refund

    def discrepancy(self, id: str) -> Discrepancy:
        """A discrepancy."""
        discrepancy = self._payments.discrepancy(id)
        self.require(discrepancy.dossier)
        return discrepancy

    def require(self, dossier: str | None) -> None:
        """Raises NotFound where the official may not see what belongs to this dossier."""
        if not self.includes(dossier):
            raise NotFound

    def _includes(self, code: str | None) -> bool:
        if self._staff is None:
            return False
        dossier = self._payments.dossier_if_filed(code) if code else None
        if dossier is None:
            return self._staff.of_province
        return any(map(self._staff.covers, (dossier.agency, dossier.working_agency)))
