"""The sealed document of a receipt, stored apart because a receipt is never edited."""

from datetime import datetime
from typing import ClassVar

from contracts.documents import DocumentSealed
from contracts.terms import Moment, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.domain.fee import Fee


class ReceiptFile(Aggregate):
    """`id` is the fee's, `document` its id at documents, `sha256` the digest of its PDF."""

    KIND: ClassVar[str] = "RECEIPTFILE"

    document: str
    sha256: Sha256
    at: Moment


def sealed(fee: Fee, document: DocumentSealed, id: str, at: datetime) -> Change | None:
    """The document of the fee's receipt; None where it is another document. `id` is documents'."""
    if document.kind != "receipt" or document.fee != fee.id or fee.receipt is None:
        return None
    file = ReceiptFile(
        id=fee.id,
        dossier=fee.dossier,
        vault=fee.vault,
        document=id,
        sha256=document.sha256,
        at=at,
    )
    return Change(file, None)
