"""Honesty rules on our own payload: nothing is sent that makes progress look better than it is."""

from typing import Final

from exchange.domain.facts import Facts
from exchange.domain.lane_files import has_paper_as_result
from kit.core.model import JsonDict

ENDED_WELL: Final = ("9", "10")
INVENTED: Final = frozenset({"000000001", "000000000", "000000000000", "123456789", "123456789012"})
"""Identity numbers that nobody has, as real systems state them."""


def dishonest_field(snapshot: JsonDict, last_step: str, facts: Facts) -> str | None:
    """The first field that states more than the facts do, or None.

    `last_step` is TrangThai of the last step. The reasons are those of V-H1 and V-H3 to V-H6, V-H8.
    """
    checks = (
        ("TrangThaiHoSo", snapshot["TrangThaiHoSo"] != last_step),
        ("DanhSachGiayToKetQua", has_paper_as_result(facts)),
        ("TaiLieuNop", _digitised_without_file(snapshot)),
        ("DuocThanhToanTrucTuyen", _paid_without_fee(snapshot)),
        ("DinhDanhCHS", snapshot["DinhDanhCHS"]["SoDinhDanh"] in INVENTED),
        ("NgayKetThucXuLy", _ended_without_end(snapshot)),
    )
    return next((field for field, is_dishonest in checks if is_dishonest), None)


def _digitised_without_file(snapshot: JsonDict) -> bool:
    return any(
        paper["DuocSoHoa"] == "1" and not paper["DuongDanTaiTepTin"]
        for paper in snapshot["TaiLieuNop"]
    )


def _paid_without_fee(snapshot: JsonDict) -> bool:
    owed = sum(int(row["Gia"]) for row in snapshot["DanhSachLePhi"])
    return snapshot["DuocThanhToanTrucTuyen"] in ("1", "2") and not owed


def _ended_without_end(snapshot: JsonDict) -> bool:
    return snapshot["TrangThaiHoSo"] in ENDED_WELL and not snapshot["NgayKetThucXuLy"]
