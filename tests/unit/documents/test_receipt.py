"""Receipts as PDF: their contents and layout."""

import re
from io import BytesIO
from xml.etree import ElementTree

import pytest
from pypdf import PdfReader

from contracts.payments import FeeSettled, Method
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import FeeMark, QuoteLine
from documents.rendering import formatting, labels
from documents.rendering.pdf import render_pdf
from documents.rendering.receipt import ReceiptContents
from tests.unit.documents.settled_fee import (
    AT,
    LINES,
    PAYER,
    SETTLED,
    contents_of,
    settled_with,
)
from tests.unit.documents.test_forms import streams


def pages(pdf: bytes) -> int:
    match = re.search(r"/Type ?/Pages.*?/Count (\d+)", pdf.decode("latin-1") + streams(pdf), re.S)
    assert match is not None
    return int(match[1])


def title(pdf: bytes) -> str:
    match = re.search(
        r"<rdf:li xml:lang=\"[^\"]*\">([^<]*)</rdf:li>", pdf.decode("utf-8", "replace")
    )
    assert match is not None
    return match[1]


def test_a_receipt_has_amount_payer_and_collector() -> None:
    receipt = contents_of()

    assert (receipt.form, receipt.sign, receipt.serial) == ("EBL01", "26TAA", "42")
    assert (receipt.agency, receipt.payer) == ("UBND phường Hồng Gai", PAYER)
    assert [(line.name, line.amount) for line in receipt.lines] == [
        ("Lệ phí", "50.000 đồng"),
        ("Phí thẩm định", "100.000 đồng"),
    ]
    assert (receipt.total, receipt.total_in_words) == (
        "150.000 đồng",
        "Một trăm năm mươi nghìn đồng",
    )
    assert (receipt.paid, receipt.dateline) == (
        "09 giờ 05 phút, ngày 23 tháng 11 năm 2026",
        "Quảng Ninh, ngày 23 tháng 11 năm 2026",
    )


@pytest.mark.parametrize(
    ("mark", "words"),
    [
        ("demo", " (số liệu minh họa)"),
        ("unconfirmed", " (mức thu chưa xác nhận)"),
        (None, ""),
    ],
)
def test_each_line_whose_amount_nobody_confirmed_says_so_on_pdf_and_xml(
    mark: FeeMark | None, words: str
) -> None:
    marked = LINES[0].evolve(mark=mark)
    receipt = contents_of(settled_with(lines=(marked, LINES[1])))
    names = [f"Lệ phí{words}", "Phí thẩm định"]

    assert [line.name for line in receipt.lines] == names
    data = ElementTree.fromstring(receipt.data or "")
    assert [each.text for each in data.iterfind(".//KThu/Ten")] == names
    assert (printed(receipt).count(words.strip()) if words else 0) == bool(words)


def printed(receipt: ReceiptContents) -> str:
    """The words of its PDF, as a reader copies them."""
    pages = PdfReader(BytesIO(render_pdf("receipt", receipt, at=AT))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_a_synthetic_tax_code_is_marked_and_a_real_one_is_not() -> None:
    invented = contents_of(settled_with(tax_code="0000496100", synthetic=True))
    assert invented.tax_code == "0000496100 (mã giả định, không có giá trị thuế)"
    assert contents_of().tax_code == "5700100200"
    assert contents_of(settled_with(tax_code=None)).tax_code is None


@pytest.mark.parametrize(
    ("method", "desk", "place"),
    [
        ("card", None, "Thu qua hệ thống thanh toán trực tuyến"),
        ("transfer", None, "Thu qua hệ thống thanh toán trực tuyến"),
        ("cash", None, "Thu tại quầy"),
        ("cash", "Quầy số 3", "Thu tại Quầy số 3"),
    ],
)
def test_a_receipt_has_the_place_of_payment(method: Method, desk: str | None, place: str) -> None:
    receipt = contents_of(settled_with(desk=desk).evolve(method=method))

    assert receipt.place_of_payment == place
    assert receipt.method == labels.PAYMENT_METHODS[method]


def test_the_paper_of_a_body_that_is_not_registered_is_an_acknowledgement() -> None:
    acknowledged = settled_with(registered=False)

    receipt, acknowledgement = contents_of(), contents_of(acknowledged)

    assert (receipt.registered, acknowledgement.registered) == (True, False)
    assert labels.receipt_name(SETTLED.receipt) == (
        "Biên lai thu phí, lệ phí điện tử số EBL01/26TAA/42"
    )
    assert labels.receipt_name(acknowledged.receipt) == (
        "Giấy xác nhận đã thu phí, lệ phí số EBL01/26TAA/42"
    )
    titles = [title(render_pdf("receipt", each, at=AT)) for each in (receipt, acknowledgement)]
    assert titles == ["Biên lai thu phí, lệ phí 42", "Giấy xác nhận đã thu phí, lệ phí 42"]


def test_the_qr_code_of_a_receipt_has_its_look_up_code() -> None:
    receipt = contents_of()

    assert receipt.qr_text == receipt.document != receipt.code


def test_an_older_event_with_fewer_fields_still_makes_a_receipt() -> None:
    old = ReceiptFacts(
        number="01BLP0-001/AA-26E/0000042", lines=LINES, collector="UBND phường Hồng Gai"
    )

    receipt = contents_of(
        FeeSettled(amount=150_000, method="card", receipt=old, payer="Nguyễn Thị An")
    )

    assert (receipt.serial, receipt.total, receipt.payer) == (
        "0000042",
        "150.000 đồng",
        Payer(name="Nguyễn Thị An"),
    )
    assert render_pdf("receipt", receipt, at=AT)


@pytest.mark.parametrize(
    "text", ["#panic()", "*An* _An_ $x$", "<a> @b = c", "- d\n+ e", "Ưỡng Ệ ₫"]
)
def test_markup_in_data_prints_as_it_is(text: str) -> None:
    payer = Payer(name=text, organisation=text, identity=text, address=text)
    lines = (QuoteLine(rule="r", name=text, amount=1),)

    receipt = contents_of(settled_with(lines=lines, desk=text).evolve(paid_by=payer))

    assert pages(render_pdf("receipt", receipt, at=AT)) == 1


@pytest.mark.parametrize(("registered", "part"), [(True, 3), (False, 2)])
def test_equal_receipts_are_equal_bytes_of_pdf_a(registered: bool, part: int) -> None:
    settled = settled_with(registered=registered)

    pdf = render_pdf("receipt", contents_of(settled), at=AT)

    assert pdf == render_pdf("receipt", contents_of(settled), at=AT)
    assert f"<pdfaid:part>{part}</pdfaid:part>" in pdf.decode("latin-1") + streams(pdf)


def test_a_receipt_of_many_lines_has_several_pages() -> None:
    lines = tuple(QuoteLine(rule=str(n), name=f"Phí số {n} " * 12, amount=n) for n in range(60))

    short, long = (
        render_pdf("receipt", contents_of(settled_with(lines=each)), at=AT)
        for each in (LINES, lines)
    )

    assert pages(short) == 1 < pages(long)


def test_amounts_are_formatted_as_in_vietnam() -> None:
    assert [formatting.dong(amount) for amount in (0, 999, 1_000, 99_999_999_999)] == [
        "0 đồng",
        "999 đồng",
        "1.000 đồng",
        "99.999.999.999 đồng",
    ]
