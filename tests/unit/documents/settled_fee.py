"""A settled fee, as payments publishes it, and the contents of its receipt."""

from datetime import datetime, timedelta
from typing import Final

from contracts.payments import FeeSettled
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import QuoteLine
from contracts.testing.dossier_events import FEE
from documents.domain.document import DocumentRequest
from documents.rendering import labels
from documents.rendering.receipt import ReceiptContents, receipt_contents
from kit.testing.clock import NOW
from tests.unit.documents.world import world_with_dossier

AT: Final = NOW + timedelta(minutes=5)
LINES: Final = (
    QuoteLine(rule="a", name="Lệ phí", amount=50_000),
    QuoteLine(rule="b", name="Phí thẩm định", amount=100_000),
)
PAYER: Final = Payer(name="Nguyễn Thị An", identity="022190001234", address="Tổ 5, phường Hồng Gai")
RECEIPT: Final = ReceiptFacts(
    id="H49.61#EBL01#26TAA#00000042",
    number="EBL01/26TAA/42",
    form="EBL01",
    sign="26TAA",
    lines=LINES,
    total=150_000,
    total_in_words="Một trăm năm mươi nghìn đồng",
    collector="UBND phường Hồng Gai",
    agency="H49.61.01",
    tax_code="5700100200",
    registered=True,
    key="arn:aws:kms:ap-southeast-1:111122223333:key/body-1",
    at=AT,
)
SETTLED: Final = FeeSettled(
    amount=150_000, method="card", receipt=RECEIPT, payer=PAYER.name, paid_by=PAYER
)


def contents_of(settled: FeeSettled = SETTLED, at: datetime = AT) -> ReceiptContents:
    """The contents of the receipt of a settled fee."""
    request = DocumentRequest(
        cause="01KAQ000000000000000000000", kind="receipt", name=labels.RECEIPT, fee=FEE
    )
    return receipt_contents(world_with_dossier().dossier(), settled, request, at=at)


def settled_with(**changes: object) -> FeeSettled:
    """The settled fee with some fields of its receipt changed."""
    return SETTLED.evolve(receipt=RECEIPT.evolve(**changes))
