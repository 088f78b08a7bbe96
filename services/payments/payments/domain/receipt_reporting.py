"""What the tax authority gets: each series of electronic receipts in batches, by its numbers.

Numbers have no gaps, so that a series and the last number that the authority answered for say what
it has not got yet; nothing is stored for a receipt (NĐ 254/2026/NĐ-CP Điều 27).
"""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from contracts.terms import Moment
from kit.core.events import Change
from kit.core.model import Aggregate, Model

MOST_DIGITS: Final = 8
"""Of a number within its form and sign (NĐ 254/2026/NĐ-CP Điều 23 khoản 2)."""
MOST_RECEIPTS: Final = 50
"""In one batch: each that is refused is a discrepancy in the transaction of the answer."""
PAUSE: Final = timedelta(hours=1)
"""After a batch that was refused as a whole: a person must look first."""


class ReceiptBatch(Model):
    """The numbers from `first` to `last`, sent under `key`; stored before it is sent, so that a
    repeat is the same request.
    """

    key: str
    first: int
    last: int
    at: Moment


class ReceiptReporting(Aggregate):
    """How far a series is reported; `id` is the series'.

    `upto` is the last number that the authority answered for, `batch` one that is under way,
    `next_at` the moment before which nothing is sent.
    """

    KIND: ClassVar[str] = "RECEIPT_REPORTING"

    since: Moment
    upto: int = 0
    batch: ReceiptBatch | None = None
    next_at: Moment | None = None


def receipt_id(series: str, number: int) -> str:
    """The id of a receipt of a series."""
    return f"{series}#{number:0{MOST_DIGITS}d}"


def begin_reporting(series: str, at: datetime) -> Change:
    """The first electronic receipt of a series was issued."""
    return Change(ReceiptReporting(id=series, since=at), None)


def next_batch(reporting: ReceiptReporting, last: int, at: datetime) -> ReceiptBatch:
    """The batch under way, else the next numbers of a series whose last one is `last`."""
    if reporting.batch is not None:
        return reporting.batch
    first = reporting.upto + 1
    upto = min(last, reporting.upto + MOST_RECEIPTS)
    return ReceiptBatch(key=f"{reporting.id}#{first}-{upto}", first=first, last=upto, at=at)


def prepare(reporting: ReceiptReporting, batch: ReceiptBatch) -> Change:
    """The batch is about to be sent."""
    return Change(reporting.evolve(batch=batch), None)


def record_answer(reporting: ReceiptReporting, batch: ReceiptBatch) -> Change:
    """The authority answered for every receipt of the batch."""
    return Change(reporting.evolve(upto=batch.last, batch=None, next_at=None), None)


def pause(reporting: ReceiptReporting, at: datetime) -> Change:
    """The authority refused the batch as a whole; it is sent again, unchanged, after a pause."""
    return Change(reporting.evolve(next_at=at + PAUSE), None)
