"""The XML that the tax authority gets: receipts, and mistakes of receipts (Mẫu 04/SS-CTĐT).

The published schema was not at hand (TT 91/2026/TT-BTC Điều 18): the elements are ours, those of a
receipt the same as in its PDF. The payer is not among the content that the law names (NĐ
254/2026/NĐ-CP Điều 23 khoản 2), so that nothing personal is sent.
"""

import unicodedata
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from kit.core.amount_in_words import in_words
from payments.domain.ledger import day_of
from payments.domain.receipt import Receipt
from payments.domain.tax_report import TaxReport

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

VERSION: Final = "1"
RECEIPT_NAME: Final = "Biên lai thu phí, lệ phí điện tử"
MISTAKE_FORM: Final = "04/SS-CTĐT"
MISTAKE_NAME: Final = "Thông báo chứng từ điện tử có sai sót"
EXPLAINED, REPLACED = "GTrinh", "TThe"
"""What answers the mistake: an explanation, or a replacing receipt."""


def receipts_xml(key: str, receipts: Sequence[Receipt]) -> bytes:
    """Canonical XML of receipts of one collecting body: equal receipts give equal bytes."""
    root = _envelope(key, receipts[0])
    for receipt in receipts:
        data = _child(_child(root, "BLai"), "DLBLai")
        _add(data, "TTChung", _general(receipt))
        _add(data, "BLBTThe", {"SCTu": receipt.replaces})
        content = _child(data, "NDBLai")
        _add(content, "CQThu", {"Ten": receipt.collector, "MST": receipt.tax_code})
        lines = _child(content, "DSKThu")
        for number, line in enumerate(receipt.lines, start=1):
            _add(lines, "KThu", {"STT": str(number), "Ten": line.name, "STien": str(line.amount)})
        total = {"TgTien": str(receipt.total), "TgTienBChu": in_words(receipt.total)}
        _add(content, "TToan", total)
    return _canonical(root)


def mistake_xml(report: TaxReport, mistaken: Receipt) -> bytes:
    """Canonical XML of Mẫu 04/SS-CTĐT: which receipt, what is wrong, and what answers it."""
    root = _envelope(report.key, mistaken)
    notice = _child(root, "TBao")
    head = {"MSo": MISTAKE_FORM, "Ten": MISTAKE_NAME, "NTBao": f"{day_of(report.since):%Y-%m-%d}"}
    _add(notice, "TTChung", head)
    _add(notice, "CQThu", {"Ten": mistaken.collector, "MST": mistaken.tax_code})
    answer = REPLACED if report.replacement else EXPLAINED
    mistake = {"SCTu": mistaken.number, "NLap": f"{day_of(mistaken.at):%Y-%m-%d}"}
    mistake |= {"LDo": report.why or "", "TCTBao": answer, "SCTuTThe": report.replacement or ""}
    _add(notice, "CTSSot", mistake)
    return _canonical(root)


def _envelope(key: str, receipt: Receipt) -> "Element":
    from xml.etree import ElementTree

    root = ElementTree.Element("DLieu")
    _add(root, "TTChung", {"PBan": VERSION, "MGui": key, "MST": receipt.tax_code})
    return root


def _general(receipt: Receipt) -> dict[str, str | None]:
    return {
        "PBan": VERSION,
        "TBLai": RECEIPT_NAME,
        "KHMBLai": receipt.form,
        "KHBLai": receipt.sign,
        "SBLai": receipt.number.rpartition("/")[2],
        "NLap": f"{day_of(receipt.at):%Y-%m-%d}",
        "DVTTe": "VND",
    }


def _child(parent: "Element", tag: str) -> "Element":
    from xml.etree import ElementTree

    return ElementTree.SubElement(parent, tag)


def _add(parent: "Element", tag: str, values: Mapping[str, str | None]) -> None:
    """A group with a child for each value that there is; none where there is no value."""
    present = {name: text for name, value in values.items() if value and (text := _text(value))}
    if not present:
        return
    group = _child(parent, tag)
    for name, text in present.items():
        _child(group, name).text = text


def _text(value: str) -> str:
    """One composed line without what XML forbids."""
    composed = unicodedata.normalize("NFC", " ".join(value.split()))
    return "".join(each for each in composed if unicodedata.category(each)[0] not in "C")


def _canonical(root: "Element") -> bytes:
    from xml.etree import ElementTree

    return ElementTree.canonicalize(ElementTree.tostring(root, encoding="unicode")).encode()
