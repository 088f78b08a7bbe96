"""A settled fee, as payments tells it, and the receipt that documents makes of it."""

from datetime import timedelta

from contracts.payments import FeeSettled
from contracts.terms import Payer, QuoteLine, ReceiptFacts
from documents.domain import phrases
from documents.domain.document import Wanted
from documents.rendering.receipt import ReceiptPaper, receipt_paper
from tests.fakes import NOW
from tests.story import CODE, FEE, filed
from tests.unit.documents.building import Printery

AT = NOW + timedelta(minutes=5)
LINES = (
    QuoteLine(rule="a", name="Lệ phí", amount=50_000),
    QuoteLine(rule="b", name="Phí thẩm định", amount=100_000),
)
PAYER = Payer(name="Nguyễn Thị An", identity="022190001234", address="Tổ 5, phường Hồng Gai")
FACTS = ReceiptFacts(
    id="H49.61.01#01BLP0-001#AA-26E#0000042",
    number="01BLP0-001/AA-26E/0000042",
    form="01BLP0-001",
    sign="AA-26E",
    lines=LINES,
    total=150_000,
    total_in_words="Một trăm năm mươi nghìn đồng",
    collector="UBND phường Hồng Gai",
    agency="H49.61.01",
    tax_code="0000496100",
    synthetic=True,
    at=AT,
)
SETTLED = FeeSettled(amount=150_000, method="card", receipt=FACTS, payer=PAYER.name, paid_by=PAYER)


def with_dossier() -> Printery:
    printery = Printery()
    printery.hear(printery.story.tell("intake", filed("before_result")))
    return printery


def paper(settled: FeeSettled = SETTLED) -> ReceiptPaper:
    dossier = with_dossier().store.dossier(CODE)
    assert dossier is not None
    wanted = Wanted(
        cause="01KAQ000000000000000000000", kind="receipt", name=phrases.RECEIPT, fee=FEE
    )
    return receipt_paper(dossier, settled, wanted, at=AT)


def settled_with(**changed: object) -> FeeSettled:
    return SETTLED.evolve(receipt=FACTS.evolve(**changed))
