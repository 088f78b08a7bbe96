"""The least dossier and step that the portal takes."""

from typing import Any, Final

CODE: Final = "H49.09-261201-0001"


def dossier(code: str = CODE, status: str = "2", **changes: Any) -> dict[str, Any]:
    """A snapshot with the members that the portal demands."""
    return {
        "MaHoSo": code,
        "MaTTHC": "2.000635",
        "TenTTHC": "Cấp bản sao Trích lục hộ tịch, bản sao Giấy khai sinh",
        "KenhThucHien": "2",
        "ChuHoSo": "Nguyễn Thị Mai",
        "LoaiDoiTuong": "1",
        "NgayNopHoSo": "20261201080000",
        "TrangThaiHoSo": status,
        "DonViXuLy": "Sở Tư pháp",
        **changes,
    }


def step(moment: str, status: str, code: str = CODE, **changes: Any) -> dict[str, Any]:
    """A step at a moment (yyyyMMddHHmmss)."""
    return {
        "MaHoSo": code,
        "NguoiXuLy": "Trần Văn Bình",
        "ThoiDiemXuLy": moment,
        "TrangThai": status,
        **changes,
    }
