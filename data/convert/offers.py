"""Who offers a procedure: the kinds of agencies, and the departments, that the portal's names
mean."""

import re
from collections.abc import Iterator
from typing import Any

Row = dict[str, Any]
KINDS = (
    ("police_commune", r"công an (?:cấp )?(?:xã|phường|cơ sở)|công an xã"),
    ("police_province", r"công an (?:cấp )?tỉnh|phòng (?:cảnh sát|quản lý xuất|xuất nhập|hồ sơ)"),
    ("tax_base", r"thuế cơ sở|chi cục thuế khu vực|đội thuế"),
    ("tax_province", r"thuế (?:cấp )?tỉnh|cục thuế tỉnh"),
    ("land_registry_branch", r"chi nhánh văn phòng đăng ký đất"),
    ("land_registry", r"^văn phòng đăng ký đất|cơ quan có chức năng quản lý đất đai cấp tỉnh"),
    ("social_insurance_base", r"bảo hiểm xã hội (?:cấp huyện|cơ sở|khu vực)"),
    ("social_insurance", r"bảo hiểm xã hội (?:cấp )?tỉnh"),
    ("military_commune", r"quân sự cấp xã"),
    ("military_province", r"quân sự (?:cấp )?tỉnh|bộ đội biên phòng"),
    ("economic_zone", r"ban quản lý.*khu (?:công nghiệp|kinh tế|chế xuất)"),
    (
        "commune",
        r"(?:ủy|uỷ) ban nhân dân (?:cấp )?(?:xã|phường)|ubnd (?:cấp )?(?:xã|phường)"
        r"|quản lý đất đai cấp xã|phòng văn hóa - xã hội|phòng kinh tế",
    ),
    ("province", r"(?:ủy|uỷ) ban nhân dân (?:cấp )?tỉnh|ubnd (?:cấp )?tỉnh"),
)
"""The first that matches, in small letters."""
DEPARTMENTS = (
    (r"nội vụ|lao động", "Sở Nội vụ"),
    (r"tài chính|kế hoạch", "Sở Tài chính"),
    (r"xây dựng|giao thông", "Sở Xây dựng"),
    (r"khoa học|thông tin và truyền thông", "Sở Khoa học và Công nghệ"),
    (r"văn hóa|văn hoá|thể dục|thể thao|du lịch", "Sở Văn hóa, Thể thao và Du lịch"),
    (r"nông nghiệp|môi trường|thủy sản|lâm nghiệp|kiểm lâm", "Sở Nông nghiệp và Môi trường"),
    (r"dân tộc|tôn giáo", "Sở Dân tộc và Tôn giáo"),
    (r"tư pháp", "Sở Tư pháp"),
    (r"công thương", "Sở Công Thương"),
    (r"giáo dục", "Sở Giáo dục và Đào tạo"),
    (r"y tế", "Sở Y tế"),
    (r"ngoại vụ", "Sở Ngoại vụ"),
)
DEPARTMENT = re.compile(
    r"^sở |^các sở|cơ quan (?:chuyên môn|quản lý nhà nước) về|^chi cục kiểm lâm"
)
USUAL = {"commune": "commune", "province": "province"}
ANY_LEVEL = re.compile(r"cơ sở dữ liệu hộ tịch")
"""A name that means an agency of each level the procedure has."""
LOCAL = {
    "land_registry": "land_registry_branch",
    "tax_province": "tax_base",
    "social_insurance": "social_insurance_base",
    "police_province": "police_commune",
    "military_province": "military_commune",
}
"""Bodies of the State at the province, and those of theirs at a commune."""


def offers_of(row: Row, agencies: dict[str, str]) -> list[Row]:
    """By the names of the authorities; where none is understood, by level. `agencies`: name ->
    code."""
    names = row.get("authority", ())
    offers = [offer for name in names for offer in _offers_from(name, agencies)]
    if not offers or any(ANY_LEVEL.search(name.casefold()) for name in names):
        offers += [
            {"kind": USUAL[level], "agency": None} for level in row["level"] if level in USUAL
        ]
    offers += _local_offers(row, offers)
    return [offer for place, offer in enumerate(offers) if offer not in offers[:place]]


def _local_offers(row: Row, offers: list[Row]) -> list[Row]:
    """Where the level is the commune too, and only the body at the province is named."""
    kinds = {offer["kind"] for offer in offers}
    if "commune" not in row["level"] or kinds & {"commune", *LOCAL.values()}:
        return []
    return [{"kind": LOCAL[kind], "agency": None} for kind in sorted(kinds & LOCAL.keys())]


def _offers_from(name: str, agencies: dict[str, str]) -> Iterator[Row]:
    text = " ".join(name.casefold().split())
    if DEPARTMENT.search(text):
        for words, department in DEPARTMENTS:
            if re.search(words, text):
                yield {"kind": "department", "agency": agencies[department]}
        return
    kind = next((kind for kind, words in KINDS if re.search(words, text)), None)
    if kind:
        yield {"kind": kind, "agency": None}
