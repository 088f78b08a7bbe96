"""Kinds of letters: the name on the letter, and what the notation begins with.

Names and abbreviations are those of Annex III of Nghị định 30/2020/NĐ-CP; a công văn and a thư công
have none.
"""

from collections.abc import Mapping
from typing import Final, NamedTuple

from contracts.terms.letters import LetterType
from kit.core.errors import Invalid


class NotationInvalid(Invalid):
    """The notation of this kind of letter begins with its abbreviation."""

    code = "notation_invalid"
    vi = "Ký hiệu của loại văn bản này phải bắt đầu bằng “{begin}”."
    en = "The notation of this kind of letter has to begin with “{begin}”."


class TypeName(NamedTuple):
    """The name in Vietnamese and the abbreviation, "" where there is none."""

    name: str
    short: str = ""


TYPES: Final[Mapping[LetterType, TypeName]] = {
    "cong_van": TypeName("Công văn"),
    "nghi_quyet": TypeName("Nghị quyết", "NQ"),
    "quyet_dinh": TypeName("Quyết định", "QĐ"),
    "chi_thi": TypeName("Chỉ thị", "CT"),
    "thong_bao": TypeName("Thông báo", "TB"),
    "huong_dan": TypeName("Hướng dẫn", "HD"),
    "chuong_trinh": TypeName("Chương trình", "CTr"),
    "ke_hoach": TypeName("Kế hoạch", "KH"),
    "bao_cao": TypeName("Báo cáo", "BC"),
    "to_trinh": TypeName("Tờ trình", "TTr"),
    "cong_dien": TypeName("Công điện", "CĐ"),
    "giay_moi": TypeName("Giấy mời", "GM"),
    "giay_gioi_thieu": TypeName("Giấy giới thiệu", "GGT"),
    "phieu_gui": TypeName("Phiếu gửi", "PG"),
    "phieu_chuyen": TypeName("Phiếu chuyển", "PC"),
    "phieu_bao": TypeName("Phiếu báo", "PB"),
    "thu_cong": TypeName("Thư công"),
}


def type_name(type: str) -> str:
    """The name in Vietnamese; of a kind that is not among them, the kind as it is."""
    return next((name.name for kind, name in TYPES.items() if kind == type), type)


def require_notation(type: LetterType, notation: str) -> None:
    """Raises NotationInvalid where the notation does not begin as its kind asks."""
    begin = TYPES[type].short
    if begin and not notation.startswith(f"{begin}-"):
        raise NotationInvalid(field="notation", begin=f"{begin}-")
