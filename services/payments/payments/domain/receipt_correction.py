"""A mistake of a receipt (sai sót của biên lai): told, or answered by a replacing receipt."""

from typing import ClassVar

from contracts.payments import Method, ReceiptCorrected
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Moment
from kit.core.errors import Conflicting
from kit.core.events import Change
from kit.core.model import Aggregate
from payments.domain.fee import Fee


class ReceiptReplaced(Conflicting):
    """The receipt that the official saw is no longer the latest one of the fee."""

    code = "receipt_replaced"
    vi = "Chứng từ này đã được thay thế. Vui lòng xem chứng từ mới nhất."
    en = "This receipt was replaced. Please look at the latest one."


class ReceiptCorrection(Aggregate):
    """What an accountant (`by`) said of a mistake; `id` is the request's, the same over repeats.

    `mistaken` and `replacement` are numbers of receipts; without a replacement it was only told.
    """

    KIND: ClassVar[str] = "RECEIPT_CORRECTION"

    fee: str
    mistaken: str
    replacement: str | None = None
    why: str
    by: str
    at: Moment


def correct(
    fee: Fee,
    correction: ReceiptCorrection,
    replacement: ReceiptFacts | None,
    paid_by: Payer | None,
    method: Method,
) -> tuple[Change, Change]:
    """The settled fee shows the replacing receipt, if there is one; the mistaken one is untouched.

    `paid_by` is who paid as the replacing one says (personal).
    """
    event = ReceiptCorrected(
        mistaken=correction.mistaken,
        why=correction.why,
        by=correction.by,
        amount=fee.total,
        method=method,
        receipt=replacement,
        paid_by=paid_by,
    )
    shown = fee.evolve(receipt=replacement) if replacement else fee
    return Change(shown, event), Change(correction, None)
