"""The form of what the National Portal takes: moments, limits of texts, codes."""

from datetime import datetime
from typing import Final

from kit.core.time import VIETNAM

STEPS_A_CALL: Final = 10
"""The most steps in one call of CapNhatTienDoHoSoMC (read in two provinces' code)."""
LIMITS: Final = {
    "NguoiXuLy": 50,
    "TrichYeuHoSo": 1000,
    "TenTepDinhKem": 4000,
    "TenGiayTo": 2000,
    "NoiDungXuLy": 4000,
    "NoiDungBoSung": 4000,
    "PhongBanXuLy": 500,
    "DonViXuLy": 500,
    "ChuHoSo": 500,
    "TenTTHC": 2000,
    "TenLinhVuc": 500,
    "TenPhiLePhi": 500,
    "NguoiYeuCauBoSung": 100,
    "NGUOITRALOI": 100,
    "NOIDUNGTRALOI": 4000,
    "NOIDUNG": 4000,
    "TENDONVI": 500,
}
"""The longest text of a field, in characters: the first four are read in third-party code, the
others are assumed."""


def moment_text(at: datetime | str | None) -> str:
    """yyyyMMddHHmmss in Vietnam; "" for none."""
    if at is None or at == "":
        return ""
    moment = datetime.fromisoformat(at) if isinstance(at, str) else at
    return moment.astimezone(VIETNAM).strftime("%Y%m%d%H%M%S")


def cut(field: str, text: str) -> str:
    """The text, at most as long as the field takes."""
    longest = LIMITS[field]
    return text if len(text) <= longest else text[: longest - 3] + "..."
