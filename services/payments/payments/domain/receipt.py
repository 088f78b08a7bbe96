"""The receipt (biên lai thu phí, lệ phí điện tử), numbered without gaps and never edited.

Of a body that is not registered it is an acknowledgement of payment, with numbers of its own.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Annotated, ClassVar, Final

from pydantic import Field

from contracts.payments import Method
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import Dong, Moment, QuoteLine
from kit.core.agency_code import codes_above
from kit.core.amount_in_words import in_words
from kit.core.events import Change
from kit.core.model import Aggregate, Sealed
from payments.domain.collecting_body import (
    Bodies,
    CollectingBodies,
    Collector,
    ReceiptForm,
    ReceiptForms,
)
from payments.domain.fee import Fee
from payments.domain.ledger import day_of
from payments.domain.receipt_reporting import MOST_DIGITS, begin_reporting

BODIES: Final = Path(__file__).parent / "collecting_bodies.json"
FORMS: Final = Path(__file__).parent / "receipt_forms.json"


class Series(Aggregate):
    """The numbers of one collecting body, form, sign and year; `last` is the last one issued."""

    KIND: ClassVar[str] = "SERIES"

    last: Annotated[int, Field(lt=10**MOST_DIGITS)] = 0


class Receipt(Aggregate):
    """`id` is `<series>#<number>`, so that a number can't be given twice.

    `number` is `<form>/<sign>/<number>`; `payer` is the name in `paid_by`; `synthetic`: the tax
    code is invented; `registered`: the body is, and signs with its `key`. A mistaken one stays; the
    one that `replaces` it names its number. `at` is when it was issued, `paid_at` when the fee was
    paid, by the word of the provider.
    """

    KIND: ClassVar[str] = "RECEIPT"

    fee: str
    number: str
    form: str = "01BLP0-001"
    sign: str = ""
    lines: tuple[QuoteLine, ...]
    total: Dong
    collector: str
    agency: str | None = None
    tax_code: str | None = None
    synthetic: bool = False
    registered: bool = False
    key: str | None = None
    replaces: str | None = None
    desk: str | None = None
    payer: Sealed[str | None]
    paid_by: Sealed[Payer | None] = None
    payment: str
    method: Method
    at: Moment
    paid_at: Moment | None = None

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
            registered=self.registered,
            key=self.key,
            replaces=self.replaces,
            at=self.at,
            paid_at=self.paid_at,
            desk=self.desk,
        )


@dataclass(frozen=True, slots=True)
class Collection:
    """By whom a fee was collected, of whom (personal), by which attempt, when, at which desk."""

    collector: Collector
    payer: Payer | None
    payment: str
    method: Method
    paid_at: datetime
    desk: str | None = None
    replaces: str | None = None


def collector(
    agency: str,
    name: str,
    at: datetime,
    bodies: Bodies | None = None,
    lineage: Sequence[str] | None = None,
) -> Collector:
    """An agency with its own tax code, or the nearest one above it that has one (`lineage`: as the
    codes say, where nothing else is); registered from a day on, and never where the tax code is
    invented.
    """
    bodies = province_bodies() if bodies is None else bodies
    line = codes_above(agency)[::-1] if lineage is None else lineage
    code = next((each for each in line if each in bodies), None)
    body = bodies.get(code or "")
    if code is None or body is None:
        return Collector(agency=agency, body=agency, name=name)
    registration = None if body.synthetic else body.registration
    if registration and registration.since > day_of(at):
        registration = None
    return Collector(
        agency=agency,
        body=code,
        name=registration.name if registration else name,
        tax_code=body.tax_code,
        synthetic=body.synthetic,
        registration=registration,
    )


def series_id(collector: Collector, at: datetime) -> str:
    """The series from which a collecting body takes its numbers at this moment."""
    form = _form(collector, at)
    return f"{collector.body}#{form.form}#{_sign(form, collector, at)}"


def issue(
    series: Series, fee: Fee, collection: Collection, at: datetime
) -> tuple[Receipt, Sequence[Change]]:
    """The next receipt of the series with its changes; of two at once one meets a conflict. The
    first electronic one begins the reporting of its series.
    """
    number, collector = series.last + 1, collection.collector
    form, sign = _form(collector, at), _sign(_form(collector, at), collector, at)
    receipt = Receipt(
        id=f"{series.id}#{number:0{MOST_DIGITS}d}",
        dossier=fee.dossier,
        vault=fee.vault,
        fee=fee.id,
        number=f"{form.form}/{sign}/{number:0{form.digits}d}",
        form=form.form,
        sign=sign,
        lines=fee.lines,
        total=fee.total,
        collector=collector.name,
        agency=collector.agency,
        tax_code=collector.tax_code,
        synthetic=collector.synthetic,
        registered=collector.registration is not None,
        key=collector.registration and collector.registration.key,
        replaces=collection.replaces,
        desk=collection.desk,
        payer=collection.payer and collection.payer.name,
        paid_by=collection.payer,
        payment=collection.payment,
        method=collection.method,
        at=at,
        paid_at=collection.paid_at,
    )
    begun = [begin_reporting(series.id, at)] if receipt.registered and number == 1 else []
    return receipt, (Change(series.evolve(last=number), None), Change(receipt, None), *begun)


def _form(collector: Collector, at: datetime) -> ReceiptForm:
    """The form of the day: an older one until its last day."""
    forms, day = _forms(), day_of(at)
    current = forms.receipt if collector.registration else forms.acknowledgement
    return next((form for form in forms.ended if form.until and day <= form.until), current)


def _sign(form: ReceiptForm, collector: Collector, at: datetime) -> str:
    letters = collector.registration.letters if collector.registration else ""
    return form.sign.format(year=f"{day_of(at):%y}", letters=letters)


@cache
def province_bodies() -> Bodies:
    """The bodies of `collecting_bodies.json`."""
    return CollectingBodies.model_validate_json(BODIES.read_text(encoding="utf-8")).bodies


@cache
def _forms() -> ReceiptForms:
    return ReceiptForms.model_validate_json(FORMS.read_text(encoding="utf-8"))
