"""What a receipt says, and how it is printed."""

import re

import pytest

from contracts.payments import FeeSettled, Method
from contracts.terms import Payer, QuoteLine, ReceiptFacts
from documents.domain import phrases
from documents.rendering import pdf as printing
from tests.unit.documents.money import AT, LINES, PAYER, paper, settled_with
from tests.unit.documents.test_printing import streams


def pages(pdf: bytes) -> int:
    found = re.search(r"/Type ?/Pages.*?/Count (\d+)", pdf.decode("latin-1") + streams(pdf), re.S)
    assert found is not None
    return int(found[1])


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
def test_a_receipt_says_where_the_money_was_taken(
    method: Method, desk: str | None, taken: str
) -> None:
    told = paper(settled_with(desk=desk).evolve(method=method))

    assert (told.taken, told.method) == (taken, phrases.METHODS[method])


def test_the_qr_code_of_a_receipt_holds_its_look_up_code() -> None:
    told = paper()

    assert told.scanned == told.document != told.code


def test_an_event_of_before_the_receipts_still_makes_one() -> None:
    old = ReceiptFacts(
        number="01BLP0-001/AA-26E/0000042", lines=LINES, collector="UBND phường Hồng Gai"
    )

    told = paper(FeeSettled(amount=150_000, method="card", receipt=old, payer="Nguyễn Thị An"))

    assert (told.serial, told.total, told.payer) == (
        "0000042",
        "150.000 đ",
        Payer(name="Nguyễn Thị An"),
    )
    assert printing.printed("receipt", told, at=AT)


@pytest.mark.parametrize(
    "text", ["#panic()", "*An* _An_ $x$", "<a> @b = c", "- d\n+ e", "Ưỡng Ệ ₫"]
)
def test_what_people_wrote_prints_as_it_is(text: str) -> None:
    payer = Payer(name=text, organisation=text, identity=text, address=text)
    lines = (QuoteLine(rule="r", name=text, amount=1),)

    told = paper(settled_with(lines=lines, desk=text).evolve(paid_by=payer))

    assert pages(printing.printed("receipt", told, at=AT)) == 1


def test_equal_receipts_are_equal_bytes_of_pdf_a_2b() -> None:
    pdf = printing.printed("receipt", paper(), at=AT)

    assert pdf == printing.printed("receipt", paper(), at=AT)
    assert "<pdfaid:part>2</pdfaid:part>" in pdf.decode("latin-1") + streams(pdf)


def test_a_receipt_of_many_lines_goes_on_over_pages() -> None:
    lines = tuple(QuoteLine(rule=str(n), name=f"Phí số {n} " * 12, amount=n) for n in range(60))

    short, long = (
        printing.printed("receipt", paper(settled_with(lines=found)), at=AT)
        for found in (LINES, lines)
    )

    assert pages(short) == 1 < pages(long)


def test_amounts_are_written_as_in_vietnam() -> None:
    assert [phrases.dong(amount) for amount in (0, 999, 1_000, 99_999_999_999)] == [
        "0 đ",
        "999 đ",
        "1.000 đ",
        "99.999.999.999 đ",
    ]
