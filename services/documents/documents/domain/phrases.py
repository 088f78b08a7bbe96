"""How moments, channels and papers are worded on Vietnamese administrative papers."""

from datetime import datetime, timedelta, timezone
from typing import Final

from contracts.payments import Method
from contracts.terms import Channel, FiledPaper

VIETNAM: Final = timezone(timedelta(hours=7))
FORM_01: Final = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
"""Mẫu số 01, Phụ lục I, TT 03/2025/TT-VPCP."""
RECEIPT: Final = "Biên lai thu phí, lệ phí điện tử"
"""The name of a receipt; assumed with its fields, since no legal text was at hand: a lawyer must confirm."""
PLACES: Final = {"H49": "Quảng Ninh"}
"""The place in a date line (địa danh) by the province's code; [L/M] that H49 is Quảng Ninh, see docs/law.md."""
DECISION: Final = "Ban hành {name}"
"""Neutral: a result may be a licence as well as a notice that something is to be amended."""
CHANNELS: Final[dict[Channel, str]] = {
    "online": "Trực tuyến",
    "counter": "Trực tiếp tại Bộ phận Một cửa",
    "post": "Qua dịch vụ bưu chính công ích",
}
COLLECTION: Final[dict[Channel, str]] = {
    "online": "Bản điện tử trên hệ thống một cửa; bản giấy (nếu có) tại Bộ phận Tiếp nhận và Trả kết quả của {agency}",
    "counter": "Bộ phận Tiếp nhận và Trả kết quả của {agency}",
    "post": "Qua dịch vụ bưu chính công ích, theo địa chỉ nêu trên",
}
"""Where the result is had; assumed from the channel of filing until the citizen can choose."""
METHODS: Final[dict[Method, str]] = {
    "card": "Thẻ ngân hàng, qua cổng thanh toán trực tuyến",
    "transfer": "Chuyển khoản ngân hàng",
    "cash": "Tiền mặt",
}
SYNTHETIC: Final = "mã giả định, không có giá trị thuế"
"""Stands behind a tax code that is invented."""


def taken(method: Method, desk: str | None) -> str:
    """Where the money was taken."""
    if desk:
        return f"Thu tại {desk}"
    return "Thu tại quầy" if method == "cash" else "Thu qua hệ thống thanh toán trực tuyến"


def dong(amount: int) -> str:
    """ "150.000 đ"."""
    return f"{amount:,} đ".replace(",", ".")


def day(at: datetime) -> str:
    """ "ngày 23 tháng 11 năm 2026": days and the months 1 and 2 take a leading zero (NĐ 30/2020/NĐ-CP)."""
    local = at.astimezone(VIETNAM)
    month = f"{local.month:02d}" if local.month < 3 else str(local.month)
    return f"ngày {local.day:02d} tháng {month} năm {local.year}"


def moment(at: datetime) -> str:
    """ "09 giờ 00 phút, ngày 23 tháng 11 năm 2026"."""
    return f"{at.astimezone(VIETNAM):%H giờ %M phút}, {day(at)}"


def dateline(agency: str, at: datetime) -> str:
    """ "Quảng Ninh, ngày 23 tháng 11 năm 2026"; without the place where the province's is not known."""
    place = PLACES.get(agency.partition(".")[0])
    return f"{place}, {day(at)}" if place else day(at).capitalize()


def form_of(paper: FiledPaper) -> str:
    """In which form a paper was handed in."""
    if paper.from_registry:
        return "Khai thác từ cơ sở dữ liệu"
    if paper.reused:
        return "Tái sử dụng từ kho dữ liệu"
    return "Bản số hóa" if paper.digitised else "Bản điện tử"
