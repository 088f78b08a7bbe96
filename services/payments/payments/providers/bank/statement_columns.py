"""The columns of a bank's statement and their headings, in Vietnamese and English."""

from collections.abc import Mapping
from typing import Final, Literal, get_args

Column = Literal[
    "id", "booked_at", "text", "amount", "debit", "credit", "currency", "account", "other", "name"
]
ALL: Final[tuple[Column, ...]] = get_args(Column)
WORDS: Final[Mapping[Column, tuple[str, str]]] = {
    "id": ("số giao dịch", "reference"),
    "booked_at": ("ngày giao dịch", "date"),
    "text": ("nội dung", "description"),
    "amount": ("số tiền", "amount"),
    "debit": ("ghi nợ", "debit"),
    "credit": ("ghi có", "credit"),
    "currency": ("loại tiền", "currency"),
    "account": ("số tài khoản", "account"),
    "other": ("tài khoản đối ứng", "counterparty account"),
    "name": ("tên đối ứng", "counterparty name"),
}
"""A column's names: understood as headings, and used where a bad column is named."""
ALSO: Final[Mapping[Column, tuple[str, ...]]] = {
    "id": (
        *(
            "mã giao dịch",
            "số tham chiếu",
            "mã tham chiếu",
            "số bút toán",
            "số chứng từ",
            "số ct",
            "ref",
        ),
        *(
            "reference number",
            "reference no",
            "transaction id",
            "transaction reference",
            "transaction no",
            "id",
        ),
    ),
    "booked_at": (
        *(
            "ngày",
            "ngày giờ giao dịch",
            "thời gian giao dịch",
            "ngày hạch toán",
            "ngày hiệu lực",
            "booked at",
        ),
        *("transaction date", "booking date", "posting date", "date and time"),
    ),
    "text": (
        *(
            "diễn giải",
            "nội dung giao dịch",
            "nội dung chuyển khoản",
            "mô tả",
            "chi tiết giao dịch",
        ),
        *("details", "transaction details", "narrative", "remark", "remarks", "text"),
    ),
    "amount": ("số tiền giao dịch", "transaction amount"),
    "debit": (
        "nợ",
        "số tiền ghi nợ",
        "phát sinh nợ",
        "tiền ra",
        "debit amount",
        "withdrawal",
        "money out",
    ),
    "credit": (
        "có",
        "số tiền ghi có",
        "phát sinh có",
        "tiền vào",
        "credit amount",
        "deposit",
        "money in",
    ),
    "currency": ("tiền tệ", "loại tiền tệ", "ccy"),
    "account": ("tài khoản", "account number", "account no"),
    "other": ("số tài khoản đối ứng", "tk đối ứng", "số tk đối ứng", "counter account"),
    "name": ("tên tài khoản đối ứng", "tên người chuyển nhận", "đối ứng", "counterparty"),
}
"""Other headings; assumed from what Vietnamese banks print, no standard names them. "Nợ" and "có"
keep their marks, so that "No." (a row's number) is not taken for a debit."""
HEADINGS: Final[Mapping[str, Column]] = {
    heading: column for column in ALL for heading in (*WORDS[column], *ALSO[column])
}
