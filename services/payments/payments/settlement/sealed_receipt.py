"""A receipt has its document: payers download it from now on."""

from datetime import datetime

from contracts.documents import DocumentSealed
from kit.core.events import Change
from payments.domain.receipt_file import file_id, sealed
from payments.repository import PaymentRepository


def sealed_receipt(
    payments: PaymentRepository, document: DocumentSealed, id: str, *, at: datetime
) -> list[Change]:
    """The file of the receipt, stored once; nothing where the document is no receipt of ours.

    `id` is the document's.
    """
    fee = payments.fee_if_any(document.fee) if document.fee else None
    if fee is None or payments.receipt_file_if_any(file_id(fee.id, document.receipt)):
        return []
    file = sealed(fee, document, id, at)
    return [file] if file else []
