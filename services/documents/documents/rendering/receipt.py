"""What stands on a receipt (biên lai thu phí, lệ phí điện tử), ready to print."""

from contracts.payments import FeeSettled
from contracts.terms import Moment, Payer, ReceiptFacts
from documents.domain import phrases
from documents.domain.document import Wanted
from documents.domain.dossier import Dossier
from documents.rendering.contents import Erased, Facts, of_dossier
from kit.core.model import Model, SealedValue


class FeeLine(Model):
    """A line of a receipt: what was paid for, and how much."""

    name: str
    amount: str


class ReceiptPaper(Facts):
    """Biên lai thu phí, lệ phí điện tử. `serial` is the number within form and sign, `taken` where the money was."""

    serial: str
    form: str | None
    sign: str | None
    tax_code: str | None
    payer: Payer | None
    lines: tuple[FeeLine, ...]
    total: str
    total_in_words: str | None
    method: str
    paid: str
    taken: str

    @property
    def scanned(self) -> str:
        """What the QR code holds: the code under which anybody can look the receipt up."""
        return self.document


def receipt_paper(
    dossier: Dossier, settled: FeeSettled, wanted: Wanted, *, at: Moment
) -> ReceiptPaper:
    """The receipt of a settled fee, whatever of it the event tells; raises Erased."""
    receipt = settled.receipt
    return ReceiptPaper(
        **of_dossier(dossier, at, wanted) | {"agency": receipt.collector},
        serial=receipt.number.rpartition("/")[2],
        form=receipt.form,
        sign=receipt.sign,
        tax_code=_tax_code(receipt),
        payer=_payer(settled),
        lines=tuple(
            FeeLine(name=line.name, amount=phrases.dong(line.amount)) for line in receipt.lines
        ),
        total=phrases.dong(settled.amount),
        total_in_words=receipt.total_in_words,
        method=phrases.METHODS[settled.method],
        paid=phrases.moment(at),
        taken=phrases.taken(settled.method, receipt.desk),
    )


def _tax_code(receipt: ReceiptFacts) -> str | None:
    return (
        f"{receipt.tax_code} ({phrases.SYNTHETIC})"
        if receipt.tax_code and receipt.synthetic
        else receipt.tax_code
    )


def _payer(settled: FeeSettled) -> Payer | None:
    if isinstance(settled.paid_by, SealedValue) or isinstance(settled.payer, SealedValue):
        raise Erased
    return settled.paid_by or (Payer(name=settled.payer) if settled.payer else None)
