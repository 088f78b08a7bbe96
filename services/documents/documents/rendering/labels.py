"""Vietnamese labels on forms, results and receipts."""

from typing import Final

from contracts.payments import Method
from contracts.terms import Channel, FiledPaper, ReceiptFacts

FORM_01: Final = "Giấy tiếp nhận hồ sơ và hẹn trả kết quả"
"""Mẫu số 01, Phụ lục I, TT 03/2025/TT-VPCP."""
RECEIPT: Final = "Biên lai thu phí, lệ phí điện tử"
ACKNOWLEDGEMENT: Final = "Giấy xác nhận đã thu phí, lệ phí"
"""Of a body that is not registered with the tax authority: its paper is no electronic receipt."""
PROVINCES: Final = {"H49": "Quảng Ninh"}
"""The place of a date line (địa danh) by province code; [L/M] that H49 is Quảng Ninh (law.md)."""
DECISION: Final = "Ban hành {name}"
"""Neutral: a result may be a licence as well as a notice that something is to be amended."""
CHANNELS: Final[dict[Channel, str]] = {
    "online": "Trực tuyến",
    "counter": "Trực tiếp tại Bộ phận Một cửa",
    "post": "Qua dịch vụ bưu chính công ích",
}
COLLECTION: Final[dict[Channel, str]] = {
    "online": (
        "Bản điện tử trên hệ thống một cửa; bản giấy (nếu có) tại Bộ phận Tiếp nhận và Trả kết quả "
        "của {agency}"
    ),
    "counter": "Bộ phận Tiếp nhận và Trả kết quả của {agency}",
    "post": "Qua dịch vụ bưu chính công ích, theo địa chỉ nêu trên",
}
"""Where the result is collected; assumed from the channel until the citizen can choose."""
PAYMENT_METHODS: Final[dict[Method, str]] = {
    "card": "Thẻ ngân hàng, qua cổng thanh toán trực tuyến",
    "transfer": "Chuyển khoản ngân hàng",
    "cash": "Tiền mặt",
}
SYNTHETIC_TAX_CODE: Final = "mã giả định, không có giá trị thuế"
"""Follows a tax code that is invented."""


def receipt_name(receipt: ReceiptFacts) -> str:
    """The name of a receipt's paper with its number."""
    return f"{RECEIPT if receipt.registered else ACKNOWLEDGEMENT} số {receipt.number}"


def place_of_payment(method: Method, desk: str | None) -> str:
    """The desk that took the money, or the online payment system."""
    if desk:
        return f"Thu tại {desk}"
    return "Thu tại quầy" if method == "cash" else "Thu qua hệ thống thanh toán trực tuyến"


def form_of_attachment(attachment: FiledPaper) -> str:
    """The form in which an attachment was handed in."""
    if attachment.from_registry:
        return "Khai thác từ cơ sở dữ liệu"
    if attachment.reused:
        return "Tái sử dụng từ kho dữ liệu"
    return "Bản số hóa" if attachment.digitised else "Bản điện tử"
