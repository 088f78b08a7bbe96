"""The words for a bank line that could not be read: which field is at fault, and why."""

from collections.abc import Mapping
from typing import Final

from payments.domain.provider_report import UnreadField, UnreadReason

FIELD_WORDS: Final[Mapping[UnreadField, tuple[str, str]]] = {
    "id": ("số giao dịch", "reference"),
    "booked_at": ("ngày giao dịch", "date"),
    "time": ("giờ giao dịch", "time"),
    "text": ("nội dung", "description"),
    "amount": ("số tiền", "amount"),
    "debit": ("ghi nợ", "debit"),
    "credit": ("ghi có", "credit"),
    "direction": ("loại giao dịch", "debit or credit"),
    "currency": ("loại tiền", "currency"),
    "account": ("số tài khoản", "account"),
    "other": ("tài khoản đối ứng", "counterparty account"),
    "name": ("tên đối ứng", "counterparty name"),
}
"""A field as people name it, in Vietnamese and English."""
WHOLE_LINE: Final = ("cả dòng", "the whole line")
REASON_WORDS: Final[Mapping[UnreadReason, tuple[str, str]]] = {
    "missing": ("không có giá trị", "it is empty"),
    "not_an_amount": (
        "không phải số tiền nguyên bằng đồng",
        "it is not a whole amount in VND",
    ),
    "wrong_sign": ("dấu trái với ý nghĩa của cột", "its sign contradicts the column"),
    "both_columns": ("vừa ghi nợ vừa ghi có", "the line has both a debit and a credit"),
    "not_a_date": (
        "không phải ngày giờ theo kiểu Việt Nam",
        "it is not a date and time as written in Vietnam",
    ),
    "ambiguous_date": (
        "sao kê có ngày viết theo kiểu Mỹ nên không rõ đâu là ngày, đâu là tháng",
        "the statement has American dates, so it is not clear which is the day and which "
        "is the month",
    ),
    "too_far_away": ("ngày quá xa hôm nay", "the date is too far from today"),
    "not_a_currency": ("không phải loại tiền", "it is not a currency"),
    "other_account": ("là tài khoản khác", "it is another account"),
    "not_printable": ("có ký tự không in được", "it has characters that cannot be printed"),
    "too_long": ("quá dài", "it is too long"),
    "other_form": ("không đúng kiểu dữ liệu", "it is of another type"),
    "bad_row": (
        "dòng không tách được thành các ô",
        "the line cannot be split into cells",
    ),
}


def why_unread(field: UnreadField | None, reason: UnreadReason, language: str) -> str:
    """Field and reason as a sentence, in "vi" or "en"."""
    place = 1 if language == "en" else 0
    name = (FIELD_WORDS[field] if field else WHOLE_LINE)[place]
    return f"{name[:1].upper()}{name[1:]}: {REASON_WORDS[reason][place]}."
