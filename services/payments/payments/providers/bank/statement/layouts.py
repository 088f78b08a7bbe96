"""The layouts of banks' statements: which headings stand over which column.

A layout is data: another bank is another entry of LAYOUTS. No standard names headings; these are
those of public samples and of what banks print, in Vietnamese and English.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from payments.domain.provider_report import UnreadField

Column = UnreadField
Headings = Mapping[Column, tuple[str, ...]]
COMMON: Final[Headings] = {
    "id": (
        "số giao dịch|mã giao dịch|số tham chiếu|mã tham chiếu|số bút toán|số chứng từ|số ct|số gd",
        "mã gd|số bt|số lệnh|reference|reference number|reference no|ref|ref no|transaction id",
        "transaction reference|transaction no|transaction number|doc no|document no|id",
    ),
    "booked_at": (
        "ngày giờ giao dịch|thời gian giao dịch|ngày giao dịch|ngày gd|transaction date|tnx date",
        "date and time|transaction time|ngày hạch toán|ngày ghi sổ|booked at|booking date",
        "posting date|ngày|date|ngày hiệu lực|ngày hl|value date|effective date",
    ),
    "time": ("giờ giao dịch|giờ gd|giờ|time",),
    "text": (
        "nội dung chi tiết|nội dung giao dịch|nội dung chuyển khoản|nội dung|diễn giải|mô tả",
        "mô tả giao dịch|chi tiết giao dịch|chi tiết|transactions in detail|transaction details",
        "transaction description|description|details|detail|narrative|remark|remarks|text",
    ),
    "amount": ("số tiền giao dịch|số tiền|transaction amount|amount",),
    "debit": (
        "số tiền ghi nợ|phát sinh nợ|ps nợ|ghi nợ|nợ|tiền ra|rút ra|số tiền rút|debit amount",
        "debit|withdrawal|withdrawals|money out|paid out",
    ),
    "credit": (
        "số tiền ghi có|phát sinh có|ps có|ghi có|có|tiền vào|gửi vào|số tiền gửi|credit amount",
        "credit|deposit|deposits|money in|paid in",
    ),
    "direction": (
        "loại giao dịch|nợ có|ghi nợ ghi có|chiều giao dịch|dấu|d c|dr cr|debit credit",
        "debit or credit|credit debit indicator|direction",
    ),
    "currency": ("loại tiền|loại tiền tệ|tiền tệ|đơn vị tiền tệ|nguyên tệ|currency|ccy",),
    "account": ("số tài khoản|tài khoản|số tk|account number|account no|account",),
    "other": (
        "tài khoản đối ứng|số tài khoản đối ứng|tk đối ứng|số tk đối ứng|counter account",
        "counterparty account|corresponsive account|beneficiary account",
    ),
    "name": (
        "tên tài khoản đối ứng|tên tk đối ứng|tên đối ứng|tên người chuyển nhận|tên đối tác",
        "đối ứng|đối tác|counterparty|counterparty name|corresponsive name|remitter",
    ),
}
"""What most banks print, the likelier meaning first: where two headings mean one column, the one
that stands earlier here is taken."""


@dataclass(frozen=True, eq=False)
class Layout:
    """`bank` is its short name at NAPAS, "" for any; `own` its headings beside the common ones.

    An own heading goes before a common one that reads the same.
    """

    bank: str
    own: Headings = field(default_factory=dict)


LAYOUTS: Final = (
    Layout(""),
    Layout("VCB", {"name": ("tên người chuyển",), "text": ("nội dung chi tiết",)}),
    Layout("ICB", {"id": ("mã giao dịch",), "other": ("tài khoản đối ứng",)}),
    Layout("BIDV", {"id": ("số tham chiếu",), "text": ("mô tả",)}),
    Layout("TCB", {"debit": ("nợ tktt",), "credit": ("có tktt",), "name": ("đối tác",)}),
    Layout(
        "MB",
        {
            "other": ("tài khoản người thụ hưởng|đơn vị thụ hưởng đơn vị chuyển",),
            "name": ("tên đơn vị thụ hưởng đơn vị chuyển",),
        },
    ),
    Layout("ACB", {"debit": ("rút ra",), "credit": ("gửi vào",), "id": ("số gd",)}),
    Layout("MSB", {"other": ("tài khoản thụ hưởng", "tài khoản chuyển"), "id": ("số tham chiếu",)}),
    Layout("VBA", {"debit": ("doanh số nợ",), "credit": ("doanh số có",), "id": ("mã gd",)}),
)
"""The first that knows the most columns of a file reads it."""
