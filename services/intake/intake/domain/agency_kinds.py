"""Kinds of agencies in words, and which of them a centre (trung tâm phục vụ hành chính công) takes
dossiers for."""

from typing import Final

from contracts.terms import AgencyKind, LocalizedText

PROVINCIAL: Final[frozenset[AgencyKind]] = frozenset(
    (
        "province",
        "department",
        "economic_zone",
        "police_province",
        "land_registry",
        "tax_province",
        "social_insurance",
        "military_province",
    )
)
"""Whose dossiers the provincial centre takes too (NĐ 118/2025 Điều 14.2)."""
COMMUNAL: Final[frozenset[AgencyKind]] = frozenset(
    (
        "commune",
        "police_commune",
        "land_registry_branch",
        "tax_base",
        "social_insurance_base",
        "military_commune",
    )
)
"""Whose dossiers a commune's centre takes: the State's bodies there have their desks in it."""
OF_CENTRE: Final = {"province": PROVINCIAL, "commune": COMMUNAL}
"""The kind of the agency above a centre -> the kinds that the centre takes dossiers for."""
ALSO: Final[dict[AgencyKind, frozenset[str]]] = {
    "province": frozenset(("department", "economic_zone")),
}
"""What the people's committee of the province decides, its departments receive and prepare."""


def _words(vi: str, en: str) -> LocalizedText:
    return LocalizedText(vi=vi, en=en)


WORDS: Final[dict[AgencyKind, LocalizedText]] = {
    "province": _words(
        "Ủy ban nhân dân tỉnh (qua Trung tâm Phục vụ hành chính công tỉnh)",
        "the People's Committee of the province (at the provincial centre)",
    ),
    "department": _words("sở, ban, ngành của tỉnh", "a department of the province"),
    "district": _words("Ủy ban nhân dân cấp huyện (cũ)", "a former district"),
    "commune": _words(
        "Ủy ban nhân dân xã, phường, đặc khu (qua Trung tâm Phục vụ hành chính công cấp xã)",
        "the People's Committee of a commune (at the commune's centre)",
    ),
    "centre": _words("Trung tâm Phục vụ hành chính công", "a public service centre"),
    "police_province": _words("Công an tỉnh", "the police of the province"),
    "police_commune": _words("Công an xã, phường, đặc khu", "the police of a commune"),
    "land_registry": _words("Văn phòng đăng ký đất đai", "the land registry"),
    "land_registry_branch": _words(
        "Chi nhánh Văn phòng đăng ký đất đai", "a branch of the land registry"
    ),
    "tax_province": _words("Thuế tỉnh", "the tax office of the province"),
    "tax_base": _words("Thuế cơ sở", "a local tax office"),
    "social_insurance": _words("Bảo hiểm xã hội tỉnh", "the social insurance of the province"),
    "social_insurance_base": _words("Bảo hiểm xã hội cơ sở", "a local social insurance office"),
    "military_province": _words("Bộ Chỉ huy quân sự tỉnh", "the military command of the province"),
    "military_commune": _words("Ban Chỉ huy quân sự cấp xã", "the military command of a commune"),
    "economic_zone": _words(
        "Ban Quản lý Khu kinh tế", "the management board of the economic zones"
    ),
    "other": _words("cơ quan khác", "another agency"),
}
