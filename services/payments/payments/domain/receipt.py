"""The receipt (biên lai thu phí, lệ phí điện tử): one for each settled fee, numbered without gaps.

A receipt is never edited: only a further document replaces or cancels it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Final

from pydantic import StringConstraints

from contracts.payments import Method
from contracts.terms import AgencyCode, Dong, Moment, Payer, QuoteLine, ReceiptFacts
from kit.core.amount_in_words import in_words
from kit.core.events import Change
from kit.core.model import Aggregate, Model, Sealed
from kit.core.time import VIETNAM
from payments.domain.fee import Fee

FORM: Final = "01BLP0-001"
"""Ký hiệu mẫu biên lai. Assumed, like the sign: no legal text at hand, a lawyer must confirm."""
BODIES: Final = Path(__file__).parent / "collecting_bodies.json"
TaxCode = Annotated[str, StringConstraints(pattern=r"^[0-9]{10}(?:-[0-9]{3})?$")]
"""Mã số thuế: ten digits, and three more for a dependent unit."""


class Series(Aggregate):
    """The numbers of one collecting body, form, sign and year; `last` is the last one issued."""

    KIND: ClassVar[str] = "SERIES"

    last: int = 0


class Receipt(Aggregate):
    """`id` is `<series>#<number>`, so that a number can't be given twice.

    `number` is `<form>/<sign>/<seven digits>`; `payer` is the name in `paid_by`; `synthetic`: the
    tax code is invented.
    """

    KIND: ClassVar[str] = "RECEIPT"

    fee: str
    number: str
    form: str = FORM
    sign: str = ""
    lines: tuple[QuoteLine, ...]
    total: Dong
    collector: str
    agency: str | None = None
    tax_code: str | None = None
    synthetic: bool = False
    desk: str | None = None
    payer: Sealed[str | None]
    paid_by: Sealed[Payer | None] = None
    payment: str
    method: Method
    at: Moment

    @property
    def facts(self) -> ReceiptFacts:
        """The part that `fee.settled` publishes."""
        return ReceiptFacts(
            id=self.id,
            number=self.number,
            form=self.form,
            sign=self.sign,
            lines=self.lines,
            total=self.total,
            total_in_words=in_words(self.total),
            collector=self.collector,
            agency=self.agency,
            tax_code=self.tax_code,
            synthetic=self.synthetic,
            at=self.at,
            desk=self.desk,
        )


class CollectingBody(Model):
    """The agency (cơ quan thu phí, lệ phí) whose tax code receipts name.

    A `synthetic` tax code is invented; `source` is where it is from.
    """

    tax_code: TaxCode
    synthetic: bool
    source: str


class CollectingBodies(Model):
    """The province's collecting bodies by agency code."""

    version: str
    note: str
    bodies: dict[AgencyCode, CollectingBody]


class Collector(Model):
    """Who collects: the agency's code and name, its tax code if one is known."""

    agency: AgencyCode
    name: str
    tax_code: TaxCode | None = None
    synthetic: bool = False


@dataclass(frozen=True, slots=True)
class Collection:
    """How a fee was collected: by whom, of whom (personal), by which attempt, at which desk."""

    collector: Collector
    payer: Payer | None
    payment: str
    method: Method
    desk: str | None = None


def collector(agency: str, name: str) -> Collector:
    """An agency with its own tax code, or that of the nearest one above it that has one."""
    code, bodies = agency, _bodies()
    while code and code not in bodies:
        code = code.rpartition(".")[0]
    body = bodies.get(code)
    if body is None:
        return Collector(agency=agency, name=name)
    return Collector(agency=agency, name=name, tax_code=body.tax_code, synthetic=body.synthetic)


def sign(at: datetime) -> str:
    """Ký hiệu biên lai of the year of `at` in Vietnam: AA-26E (E: electronic)."""
    return f"AA-{at.astimezone(VIETNAM):%y}E"


def series_id(agency: str, at: datetime) -> str:
    """The series from which a collecting body takes its numbers at this moment."""
    return f"{agency}#{FORM}#{sign(at)}"


def issue(
    series: Series, fee: Fee, collection: Collection, at: datetime
) -> tuple[Receipt, tuple[Change, Change]]:
    """The next receipt of the series with its changes; of two at once one meets a conflict."""
    number = series.last + 1
    receipt = Receipt(
        id=f"{series.id}#{number:07d}",
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        number=f"{FORM}/{sign(at)}/{number:07d}",
        sign=sign(at),
        lines=fee.lines,
        total=fee.total,
        collector=collection.collector.name,
        agency=collection.collector.agency,
        tax_code=collection.collector.tax_code,
        synthetic=collection.collector.synthetic,
        desk=collection.desk,
        payer=collection.payer and collection.payer.name,
        paid_by=collection.payer,
        payment=collection.payment,
        method=collection.method,
        at=at,
    )
    return receipt, (Change(series.evolve(last=number), None), Change(receipt, None))


@cache
def _bodies() -> dict[AgencyCode, CollectingBody]:
    return CollectingBodies.model_validate_json(BODIES.read_text(encoding="utf-8")).bodies
