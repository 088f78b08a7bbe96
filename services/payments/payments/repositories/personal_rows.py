"""What payments stores of a dossier's applicant and payers, for the export of their data."""

from collections.abc import Iterator
from typing import Final

from kit.core.items import Item
from kit.core.personal_rows import PersonalRow
from kit.persistence.exports import item_rows
from kit.persistence.repository import Repository
from payments.domain.dossier import Dossier
from payments.domain.fee import Fee
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.receipt import Receipt

PLAIN: Final = {
    "FEE": ("state", "total", "pay", "since", "until", "method"),
    "ATTEMPT": ("method", "amount", "state", "since", "until", "settled", "overpaid"),
    "RECEIPT": ("number", "total", "collector", "method", "at", "paid_at"),
}


class PersonalRows(Repository):
    """One question: what of a person lies where."""

    def personal_rows(self, code: str) -> Iterator[PersonalRow]:
        """Raises Unreadable once the dossier is erased."""
        dossier = self.load_sealed(Dossier, code)
        if dossier is not None:
            yield from item_rows(self._placed(dossier), self.cipher(dossier.vault), PLAIN)

    def _placed(self, dossier: Dossier) -> Iterator[tuple[str, Item]]:
        yield from self._item(Dossier.KIND, dossier.id)
        for each in dossier.fees:
            yield from self._item(Fee.KIND, each)
            fee = self.load_sealed(Fee, each)
            for attempt in dict.fromkeys(fee.attempts if fee else ()):
                yield from self._item(PaymentAttempt.KIND, attempt)
            if fee and fee.receipt and fee.receipt.id:
                yield from self._item(Receipt.KIND, fee.receipt.id)

    def _item(self, kind: str, id: str) -> Iterator[tuple[str, Item]]:
        item = self._table.get(f"{kind}#{id}")
        if item is not None:
            yield kind, item
