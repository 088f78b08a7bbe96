"""The business data of an electronic receipt as XML, which its PDF carries (TT 91/2026 Điều 18).

The tax authority's schema was not at hand: the elements are ours, named in its manner, and in the
order in which NĐ 254/2026/NĐ-CP Điều 23 khoản 2 names the content.
"""

import unicodedata
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Final

from contracts.payments import FeeSettled
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import QuoteLine
from documents.rendering.labels import RECEIPT, fee_line
from kit.core.time import VIETNAM

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

VERSION: Final = "1"
CURRENCY: Final = "VND"


def receipt_xml(
    settled: FeeSettled, payer: Payer | None, *, code: str, document: str, at: datetime
) -> str:
    """Canonical XML (C14N) of a settled fee's receipt: equal facts give equal text.

    `code` is that of the dossier, `document` the receipt's look-up code. Personal.
    """
    from xml.etree import ElementTree

    receipt = settled.receipt
    root = ElementTree.Element("BLai")
    data = ElementTree.SubElement(root, "DLBLai", Id=document)
    _add(data, "TTChung", _general(settled, at))
    _add(data, "BLBTThe", {"SCTu": receipt.replaces})
    content = ElementTree.SubElement(data, "NDBLai")
    _add(content, "CQThu", {"Ten": receipt.collector, "MST": receipt.tax_code})
    _add(content, "NNTien", _payer(payer))
    _add_lines(content, receipt.lines)
    total = {"TgTien": str(settled.amount), "TgTienBChu": receipt.total_in_words}
    _add(content, "TToan", total)
    _add(data, "TTKhac", {"MHSo": code, "MTCuu": document})
    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode"))


def _general(settled: FeeSettled, at: datetime) -> dict[str, str | None]:
    receipt = settled.receipt
    return {
        "PBan": VERSION,
        "TBLai": RECEIPT,
        "KHMBLai": receipt.form,
        "KHBLai": receipt.sign,
        "SBLai": _serial(receipt),
        "NLap": f"{at.astimezone(VIETNAM):%Y-%m-%d}",
        "DVTTe": CURRENCY,
    }


def _serial(receipt: ReceiptFacts) -> str:
    return receipt.number.rpartition("/")[2]


def _payer(payer: Payer | None) -> dict[str, str | None]:
    if payer is None:
        return {}
    return {
        "Ten": payer.name,
        "TCDVi": payer.organisation,
        "MDDanh": payer.identity,
        "DChi": payer.address,
    }


def _add_lines(parent: "Element", lines: Sequence[QuoteLine]) -> None:
    from xml.etree import ElementTree

    group = ElementTree.SubElement(parent, "DSKThu")
    for number, line in enumerate(lines, start=1):
        _add(group, "KThu", {"STT": str(number), "Ten": fee_line(line), "STien": str(line.amount)})


def _add(parent: "Element", tag: str, values: dict[str, str | None]) -> None:
    """A group with a child for each value that there is; none where there is no value."""
    from xml.etree import ElementTree

    present = {name: _text(value) for name, value in values.items() if value}
    if not present:
        return
    group = ElementTree.SubElement(parent, tag)
    for name, text in present.items():
        ElementTree.SubElement(group, name).text = text


def _text(value: str) -> str:
    """The text as one composed line without what XML forbids (controls, surrogates, U+FFFE…)."""
    composed = unicodedata.normalize("NFC", " ".join(value.split()))
    return "".join(
        c for c in composed if unicodedata.category(c) not in ("Cc", "Cs", "Cf", "Cn", "Zl", "Zp")
    )
