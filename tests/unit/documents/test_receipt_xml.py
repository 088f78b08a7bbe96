"""The XML of an electronic receipt: its mandatory content, and that its PDF carries it."""

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest

from contracts.receipts import Payer
from contracts.terms import QuoteLine
from documents.rendering.pdf import render_pdf
from kit.core.model import Model
from tests.unit.documents.settled_fee import AT, PAYER, contents_of, settled_with
from tests.unit.documents.test_forms import streams

MANDATORY = {
    "TTChung/TBLai": "Biên lai thu phí, lệ phí điện tử",
    "TTChung/KHMBLai": "EBL01",
    "TTChung/KHBLai": "26TAA",
    "TTChung/SBLai": "42",
    "TTChung/NLap": "2026-11-23",
    "TTChung/DVTTe": "VND",
    "NDBLai/CQThu/Ten": "UBND phường Hồng Gai",
    "NDBLai/CQThu/MST": "5700100200",
    "NDBLai/TToan/TgTien": "150000",
    "NDBLai/TToan/TgTienBChu": "Một trăm năm mươi nghìn đồng",
}
"""What NĐ 254/2026/NĐ-CP Điều 23 khoản 2 asks for, but for lines and signature."""


def data_of(**changes: object) -> ElementTree.Element:
    text = contents_of(settled_with(**changes)).data
    assert text is not None
    data = ElementTree.fromstring(text).find("DLBLai")
    assert data is not None
    return data


def texts(element: ElementTree.Element, path: str) -> Sequence[str | None]:
    return [each.text for each in element.findall(path)]


@pytest.mark.parametrize("path", sorted(MANDATORY))
def test_the_data_has_the_mandatory_content(path: str) -> None:
    assert texts(data_of(), path) == [MANDATORY[path]]


def test_the_data_has_each_fee_the_payer_and_the_codes() -> None:
    data = data_of()

    assert texts(data, "NDBLai/DSKThu/KThu/STT") == ["1", "2"]
    assert texts(data, "NDBLai/DSKThu/KThu/Ten") == ["Lệ phí", "Phí thẩm định"]
    assert texts(data, "NDBLai/DSKThu/KThu/STien") == ["50000", "100000"]
    assert texts(data, "NDBLai/NNTien/Ten") == [PAYER.name]
    assert texts(data, "NDBLai/NNTien/MDDanh") == [PAYER.identity]
    assert texts(data, "TTKhac/MTCuu") == [data.get("Id")] == [contents_of().document]


def test_the_day_is_that_of_vietnam() -> None:
    midnight = datetime(2026, 12, 31, 17, 0, tzinfo=UTC)

    text = contents_of(at=midnight).data

    assert text is not None
    assert "<NLap>2027-01-01</NLap>" in text


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("<Ten>&amp;]]>", "<Ten>&amp;]]>"),
        ("a\tb\r\nc", "a b c"),
        ("a\x00\x1b\ufffeb\u202e", "ab"),
        ("Tie\u0302\u0301n", "Tiến"),
        ("“Ưỡng” Ệ ₫ '\"", "“Ưỡng” Ệ ₫ '\""),
    ],
)
def test_what_people_typed_is_text_and_never_markup(typed: str, written: str) -> None:
    settled = settled_with(lines=(QuoteLine(rule="r", name=typed, amount=1),))

    text = contents_of(settled.evolve(paid_by=Payer(name=typed))).data

    assert text is not None
    data = ElementTree.fromstring(text)
    assert texts(data, ".//NNTien/Ten") == texts(data, ".//KThu/Ten") == [written]


def test_equal_receipts_have_equal_canonical_data() -> None:
    text = contents_of().data

    assert text is not None
    assert text == contents_of().data == ElementTree.canonicalize(text)


def test_the_pdf_of_an_electronic_receipt_carries_its_data() -> None:
    contents = contents_of()

    pdf = render_pdf("receipt", contents, at=AT)

    assert "<pdfaid:part>3</pdfaid:part>" in pdf.decode("latin-1") + streams(pdf)
    assert contents.data is not None
    assert contents.data.encode().decode("latin-1") in streams(pdf)


def test_an_acknowledgement_has_no_data_of_a_receipt() -> None:
    contents: Model = contents_of(settled_with(registered=False))

    assert contents.model_dump()["data"] is None
