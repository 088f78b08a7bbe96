"""Vietnamese labels on forms, results and receipts."""

from typing import Final

from contracts.documents import Kind
from contracts.payments import Method
from contracts.procedure_terms import Unit
from contracts.receipts import ReceiptFacts
from contracts.terms import Channel, FeeMark, FiledPaper, QuoteLine

FORMS: Final[dict[Kind, str]] = {
    "form-01": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "form-02": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "form-03": "Phiếu từ chối tiếp nhận giải quyết hồ sơ",
    "form-04": "Phiếu xin lỗi và hẹn lại ngày trả kết quả",
    "form-05": "Thông báo dừng giải quyết hồ sơ",
}
"""The names of Mẫu số 01 to 05, Phụ lục I, TT 03/2025/TT-VPCP."""
SIGNS: Final[dict[Kind, str]] = {
    "form-01": "TNHS-{unit}",
    "form-02": "PBS-{unit}",
    "form-03": "PTC-{unit}",
    "form-04": "PXL",
    "form-05": "TBD-{unit}",
}
"""What follows a form's number: of 02 to 04 as the circular's, of 01 and 05 assumed."""
REGISTER: Final = "Sổ theo dõi hồ sơ"
RETURNS: Final[dict[str, str]] = {
    "online": "Trực tuyến",
    "counter": "Trực tiếp",
    "post": "Bưu chính công ích",
}
"""How a result was returned."""
CENTRE: Final = "trung tâm phục vụ hành chính công"
UNITS: Final[dict[Unit, str]] = {
    "working_hour": "giờ làm việc",
    "working_day": "ngày làm việc",
    "calendar_day": "ngày",
}
MARK_TEXTS: Final[dict[FeeMark, str]] = {
    "demo": "số liệu minh họa",
    "unconfirmed": "mức thu chưa xác nhận",
}
SAME_DAY: Final = "trong ngày"
RECEIPT: Final = "Biên lai thu phí, lệ phí điện tử"
ACKNOWLEDGEMENT: Final = "Giấy xác nhận đã thu phí, lệ phí"
"""Of a body that is not registered with the tax authority: its paper is no electronic receipt."""
COPY: Final = "Bản sao điện tử từ bản chính"


def copy_name(component: str) -> str:
    """The name of the signed copy of an original, which everybody sees who verifies it: by the name
    of the procedure's component, and never by what an official wrote of the original.
    """
    return f"{COPY}: {component}" if component else COPY


PROVINCES: Final = {"H49": "Quảng Ninh"}
"""The place of a date line (địa danh) by province code; [L/M] that H49 is Quảng Ninh (law.md)."""
DECISION: Final = "Ban hành {name}"
"""Neutral: a result may be a licence as well as a notice that something is to be amended."""
CHANNELS: Final[dict[Channel, str]] = {
    "online": "Trực tuyến",
    "counter": "Trực tiếp tại Bộ phận Một cửa",
    "post": "Qua dịch vụ bưu chính công ích",
    "kiosk": "Tại ki-ốt của Bộ phận Một cửa",
}
HANDED_ORIGINAL: Final = "bản giấy, bản chính"
HANDED_COPY: Final = "bản giấy, bản sao"
COLLECTION: Final[dict[Channel, str]] = {
    "online": (
        "Bản điện tử trên hệ thống một cửa; bản giấy (nếu có) tại Bộ phận Tiếp nhận và Trả kết quả "
        "của {agency}"
    ),
    "counter": "Bộ phận Tiếp nhận và Trả kết quả của {agency}",
    "post": "Qua dịch vụ bưu chính công ích, theo địa chỉ nêu trên",
    "kiosk": "Bộ phận Tiếp nhận và Trả kết quả của {agency}",
}
"""Where the result is collected; assumed from the channel until the citizen can choose."""
PAYMENT_METHODS: Final[dict[Method, str]] = {
    "card": "Thẻ ngân hàng, qua cổng thanh toán trực tuyến",
    "transfer": "Chuyển khoản ngân hàng",
    "cash": "Tiền mặt",
    "platform": "Nền tảng thanh toán của Cổng Dịch vụ công quốc gia",
}
SYNTHETIC_TAX_CODE: Final = "mã giả định, không có giá trị thuế"
"""Follows a tax code that is invented."""


def number(kind: Kind, number: int, agency: str) -> str:
    """A form's number with its sign: "12/PBS-BPTNTKQ"."""
    unit = "TTPVHCC" if agency.casefold().startswith(CENTRE) else "BPTNTKQ"
    return f"{number:02d}/{SIGNS[kind].format(unit=unit)}"


def replaced_result(number: str | None, document: str) -> str:
    """The result that a corrected one replaces, by its number and its code."""
    named = f"văn bản số {number}" if number else "văn bản đã ký trước"
    return f"{named} (mã văn bản {document})"


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


def fee_line(line: QuoteLine) -> str:
    """The name of a fee line, with the mark of an amount that is not certain."""
    return f"{line.name} ({MARK_TEXTS[line.mark]})" if line.mark else line.name
