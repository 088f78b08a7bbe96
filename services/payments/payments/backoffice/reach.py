"""The reach of an official: what belongs to a dossier is its agency's, what belongs to none the
province's.
"""

from functools import cache

from kit.core.errors import NotFound
from kit.security.staff_directory import Staff
from payments.repository import PaymentRepository


class Reach:
    """What one official may see, asked of each dossier once."""

    def __init__(self, payments: PaymentRepository, staff: Staff | None) -> None:
        self._payments = payments
        self._staff = staff
        self.includes = cache(self._includes)

    def require(self, dossier: str | None) -> None:
        """Raises NotFound where the official may not see what belongs to this dossier."""
        if not self.includes(dossier):
            raise NotFound

    def _includes(self, code: str | None) -> bool:
        if self._staff is None:
            return False
        dossier = self._payments.dossier_if_filed(code) if code else None
        return self._staff.covers(dossier.agency) if dossier else self._staff.of_province
