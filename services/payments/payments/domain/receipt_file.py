"""The sealed document of a receipt, stored apart because a receipt is never edited."""

from datetime import datetime
from typing import TYPE_CHECKING, ClassVar

from contracts.terms import Moment, Sha256
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.domain.fee import Fee

if TYPE_CHECKING:  # the functions that answer payers import no other service's events
    from contracts.documents import DocumentSealed


class ReceiptFile(Aggregate):
    """`document` is its id at documents, `sha256` the digest of its PDF; `id` as of `file_id`."""

    KIND: ClassVar[str] = "RECEIPTFILE"

    document: str
    sha256: Sha256
    at: Moment


def file_id(fee: str, replacing: str | None) -> str:
    """The fee's id; behind it the number of a receipt that replaces another one."""
    return f"{fee}#{replacing}" if replacing else fee


def sealed(fee: Fee, document: "DocumentSealed", id: str, at: datetime) -> Change | None:
    """The document of the fee's receipt; None where it is another document. `id` is documents'."""
    if document.kind != "receipt" or document.fee != fee.id or fee.receipt is None:
        return None
    file = ReceiptFile(
        id=file_id(fee.id, document.receipt),
        dossier=fee.dossier,
        vault=fee.vault,
        document=id,
        sha256=document.sha256,
        at=at,
    )
    return Change(file, None)
