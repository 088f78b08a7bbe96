"""Terms and abbreviations of officials that a page has to explain where it uses them."""

import re
from collections.abc import Iterable, Iterator

CAPITALS = re.compile(r"(?<![\w./\"“-])[A-ZĐ]{2,6}(?: [A-ZĐ]{2,})*(?![\w/”-])")
"""Several words of capitals are a name as banks print it, and no abbreviation."""
EVERYDAY = frozenset(
    ("SMS", "PDF", "JPG", "JPEG", "PNG", "HEIC", "MB", "KB", "QR", "USB", "URL", "VND", "CSV", "A4",
     "OK", "VN", "ID", "PC", "I", "O", "L")
)  # fmt: skip
"""What the everyday press prints without an explanation."""
MACHINE_CODE = re.compile(r"\b(?:[0-9A-HJKMNP-TV-Z]{26}|[0-9a-f]{32,})\b")
EXPLAINED_BY = {
    "vneid": ("định danh điện tử", "digital identity"),
    "vietqr": ("ngân hàng", "bank"),
    "định danh mức 2": ("vneid", "công an"),
    "thành phần hồ sơ": ("giấy tờ",),
    "đối soát": ("so với", "so sánh", "khớp"),
    "chủ thể": ("ai ", "người"),
    "nghĩa vụ tài chính": ("thanh toán", "phí"),
    "sha-256": (),
    "e-form": ("tờ khai",),
    "tờ khai điện tử": ("kê khai",),
    "toàn trình": ("không phải đến", "without coming"),
    "kho dữ liệu điện tử": ("giấy tờ",),
    "niêm phong": (),
    "ulid": (),
    "json schema": (),
    "full online service": ("without coming",),
    "component": (),
}
"""A term, and the plain words one of which has to stand on the same page."""


def unexplained(before: Iterable[str], page: str) -> Iterator[str]:
    """The official terms in the texts before a control that the page explains nowhere."""
    text, whole = "\n".join(before), page.casefold()
    for term, explanations in EXPLAINED_BY.items():
        if term in text.casefold() and not any(each in whole for each in explanations):
            yield term
    if MACHINE_CODE.search(text):
        yield "a code of a machine"
    for short in sorted(set(CAPITALS.findall(text)) - EVERYDAY):
        beside = f"({short.casefold()})", f"{short.casefold()} ("
        if " " not in short and not any(each in whole for each in beside):
            yield short
