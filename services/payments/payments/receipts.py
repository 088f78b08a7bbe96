"""Receipts (biên lai thu phí, lệ phí điện tử): numbers without gaps, one for each settled fee, never edited."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Final

from contracts.payments import Method
from contracts.terms import Dong, Moment, QuoteLine, ReceiptFacts
from kit.events import Change
from kit.model import Aggregate, Sealed
from payments.fee import VIETNAM, Fee
from payments.payment import Payment

FORM: Final = "01BLP0-001"
"""Ký hiệu mẫu biên lai. Assumed, with the sign below: no legal text at hand, a lawyer must confirm."""


class Series(Aggregate):
    """A run of numbers of one collecting body, form, sign and year; `last` is the last number issued."""

    KIND: ClassVar[str] = "SERIES"

    last: int = 0


class Receipt(Aggregate):
    """One issued receipt. `id` is `<series>#<number>`, so that a number can't be given twice."""

    KIND: ClassVar[str] = "RECEIPT"

    fee: str
    number: str
    lines: tuple[QuoteLine, ...]
    total: Dong
    collector: str
    payer: Sealed[str | None]
    payment: str
    method: Method
    at: Moment

    @property
    def facts(self) -> ReceiptFacts:
        """What `fee.settled` says of it."""
        return ReceiptFacts(number=self.number, lines=self.lines, collector=self.collector)


@dataclass(frozen=True, slots=True)
class Parties:
    """Who collects, and who pays (personal)."""

    collector: str
    payer: str | None


def sign(at: datetime) -> str:
    """Ký hiệu biên lai of the year of `at` in Vietnam: AA-26E (E: electronic)."""
    return f"AA-{at.astimezone(VIETNAM):%y}E"


def series_id(agency: str, at: datetime) -> str:
    """The series from which a collecting body takes its numbers at this moment."""
    return f"{agency}#{FORM}#{sign(at)}"


def issue(
    series: Series, fee: Fee, payment: Payment, parties: Parties, at: datetime
) -> tuple[Receipt, tuple[Change, Change]]:
    """The next receipt of the series, and the changes that issue it: two at once meet the series' version."""
    number = series.last + 1
    receipt = Receipt(
        id=f"{series.id}#{number:07d}",
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        number=f"{FORM}/{sign(at)}/{number:07d}",
        lines=fee.lines,
        total=fee.total,
        collector=parties.collector,
        payer=parties.payer,
        payment=payment.id,
        method=payment.method,
        at=at,
    )
    counted = series.model_copy(update={"last": number})
    return receipt, (Change(counted, None), Change(receipt, None))
