"""The receipt of a settled fee: what it says, once and for all, and what another message or a death does to it."""

import re
from datetime import timedelta

import pytest

from contracts.documents import DocumentFailed, DocumentSealed
from contracts.payments import FeeSettled, FeeWaived, Method
from contracts.terms import Payer, QuoteLine, ReceiptFacts
from documents import printing, words
from documents.document import Wanted
from documents.facts import Erased
from documents.receipt import ReceiptPaper, receipt_paper
from kit import faults
from kit.faults import Killed, Plan
from kit.model import Locked
from tests.fakes import NOW
from tests.story import CODE, FEE, filed
from tests.unit.documents.building import Printery
from tests.unit.documents.test_printing import streams
from tests.unit.documents.test_sealing import POINTS, check

AT = NOW + timedelta(minutes=5)
LINES = (QuoteLine(rule="a", name="Lệ phí", amount=50_000), QuoteLine(rule="b", name="Phí thẩm định", amount=100_000))
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
    wanted = Wanted(cause="01KAQ000000000000000000000", kind="receipt", name=words.RECEIPT, fee=FEE)
    return receipt_paper(dossier, settled, wanted, at=AT)


def pages(pdf: bytes) -> int:
    found = re.search(r"/Type ?/Pages.*?/Count (\d+)", pdf.decode("latin-1") + streams(pdf), re.S)
    assert found is not None
    return int(found[1])


def settled_with(**changed: object) -> FeeSettled:
    return SETTLED.model_copy(update={"receipt": FACTS.model_copy(update=changed)})


def test_a_settled_fee_brings_one_sealed_receipt_that_names_its_fee() -> None:
    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)

    printery.hear(settled, settled)

    (said,) = printery.said
    sealed = said.read(DocumentSealed)
    assert (said.type, sealed.kind, sealed.fee, sealed.wanted) == ("document.sealed", "receipt", FEE, None)
    assert sealed.name == "Biên lai thu phí, lệ phí điện tử số 01BLP0-001/AA-26E/0000042"
    content = printery.shelf.files[f"documents/{sealed.sha256}.pdf"]
    check(printery.store.public_keys()[0].pem, sealed.signature, content)


def test_two_fees_of_a_dossier_have_a_receipt_each() -> None:
    printery = with_dossier()

    printery.hear(*(printery.story.tell("payments", SETTLED, fee) for fee in ("F1", "F2")))

    assert [event.read(DocumentSealed).fee for event in printery.said] == ["F1", "F2"]
    assert len(printery.shelf.files) == 2


@pytest.mark.parametrize("point", [*POINTS, "commit.before", "commit.after"])
def test_a_death_at_any_step_leaves_one_receipt(point: str) -> None:
    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)
    with faults.injected(Plan(kill={point: 1})) as plan, pytest.raises(Killed):
        printery.hear(settled)
    assert plan.injected == 1

    printery.hear(settled)

    assert [event.type for event in printery.said] == ["document.sealed"]
    assert len(printery.shelf.files) == 1
    found = printery.store.dossier(CODE)
    assert found is not None
    assert not found.owes


def test_the_result_is_free_although_the_receipt_needs_another_try() -> None:
    printery = with_dossier()
    with faults.injected(Plan(kill={"decide.rendered": 1})), pytest.raises(Killed):
        printery.hear(printery.story.tell("payments", SETTLED, FEE))

    found = printery.store.dossier(CODE)
    assert found is not None
    assert (found.owes, printery.said) == (False, [])


def test_a_receipt_says_what_was_paid_by_whom_to_whom() -> None:
    told = paper()

    assert (told.form, told.sign, told.serial) == ("01BLP0-001", "AA-26E", "0000042")
    assert (told.agency, told.payer) == ("UBND phường Hồng Gai", PAYER)
    assert [(line.name, line.amount) for line in told.lines] == [
        ("Lệ phí", "50.000 đ"),
        ("Phí thẩm định", "100.000 đ"),
    ]
    assert (told.total, told.total_in_words) == ("150.000 đ", "Một trăm năm mươi nghìn đồng")
    assert (told.paid, told.dateline) == (
        "09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "Quảng Ninh, ngày 23 tháng 11 năm 2026",
    )


def test_an_invented_tax_code_says_so_and_a_real_one_does_not() -> None:
    assert paper().tax_code == "0000496100 (mã giả định, không có giá trị thuế)"
    assert paper(settled_with(tax_code="5700100200", synthetic=False)).tax_code == "5700100200"
    assert paper(settled_with(tax_code=None)).tax_code is None


@pytest.mark.parametrize(
    ("method", "desk", "taken"),
    [
        ("card", None, "Thu qua hệ thống thanh toán trực tuyến"),
        ("transfer", None, "Thu qua hệ thống thanh toán trực tuyến"),
        ("cash", None, "Thu tại quầy"),
        ("cash", "Quầy số 3", "Thu tại Quầy số 3"),
    ],
)
def test_a_receipt_says_where_the_money_was_taken(method: Method, desk: str | None, taken: str) -> None:
    told = paper(settled_with(desk=desk).model_copy(update={"method": method}))

    assert (told.taken, told.method) == (taken, words.METHODS[method])


def test_the_qr_code_of_a_receipt_holds_its_look_up_code() -> None:
    told = paper()

    assert told.scanned == told.document != told.code


def test_an_event_of_before_the_receipts_still_makes_one() -> None:
    old = ReceiptFacts(number="01BLP0-001/AA-26E/0000042", lines=LINES, collector="UBND phường Hồng Gai")

    told = paper(FeeSettled(amount=150_000, method="card", receipt=old, payer="Nguyễn Thị An"))

    assert (told.serial, told.total, told.payer) == ("0000042", "150.000 đ", Payer(name="Nguyễn Thị An"))
    assert printing.printed("receipt", told, at=AT)


def test_who_paid_is_not_printed_once_their_data_is_erased() -> None:
    with pytest.raises(Erased):
        paper(SETTLED.model_copy(update={"paid_by": Locked("sealed:x")}))

    printery = with_dossier()
    settled = printery.story.tell("payments", SETTLED, FEE)
    printery.store.aggregates.vault = Printery().vault
    printery.hear(settled)
    failed = printery.said[0].read(DocumentFailed)
    assert (failed.kind, failed.why, failed.fee) == ("receipt", "erased", FEE)


def test_a_receipt_of_many_lines_goes_on_over_pages() -> None:
    lines = tuple(QuoteLine(rule=str(n), name=f"Phí số {n} " * 12, amount=n) for n in range(60))

    short, long = (printing.printed("receipt", paper(settled_with(lines=found)), at=AT) for found in (LINES, lines))

    assert pages(short) == 1 < pages(long)


@pytest.mark.parametrize("pay", ["before_result", "none"])
def test_a_waiver_is_heard_once_and_makes_no_paper(pay: str) -> None:
    printery = Printery()
    printery.hear(printery.story.tell("intake", filed(pay)))  # type: ignore[arg-type]
    waived = printery.story.tell("payments", FeeWaived(why="hộ nghèo", by="officer-1"), FEE)

    printery.hear(waived, waived)

    assert printery.store.aggregates.has_heard(waived)
    assert printery.said == []
    assert not printery.shelf.files


def test_amounts_are_written_as_in_vietnam() -> None:
    assert [words.dong(amount) for amount in (0, 999, 1_000, 99_999_999_999)] == [
        "0 đ",
        "999 đ",
        "1.000 đ",
        "99.999.999.999 đ",
    ]
