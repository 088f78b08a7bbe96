"""What a statement is refused for as a whole, and what one of its lines is kept unread for."""

from dataclasses import dataclass
from typing import Final

from kit.core.errors import Invalid, TooLarge
from payments.domain.provider_report import UnreadField, UnreadReason
from payments.domain.unread_transaction import FIELD_WORDS

MOST_LINES: Final = 20_000
MOST_BYTES: Final = 4_000_000
"""Lambda takes requests of 6 MB, and API Gateway hands it bytes in base64, a third longer."""


class StatementUnreadable(Invalid):
    """No table was found in it, or too much of it is broken; `field` is "line 7"."""

    code = "statement_unreadable"
    vi = "Không đọc được sao kê: dòng {line}, cột “{cot}”. Chưa có dòng nào được ghi nhận."
    en = "The statement cannot be read: line {line}, column “{column}”. Nothing was taken from it."

    def __init__(self, line: int, column: UnreadField | None = None) -> None:
        """`column` is the one that has no heading; without it the whole row is at fault."""
        cot, name = FIELD_WORDS[column] if column else ("tất cả", "all")
        super().__init__(field=f"line {line}", line=line, cot=cot, column=name)


class StatementTooLarge(TooLarge):
    """More than 20,000 lines or 4 MB: split it."""

    code = "statement_too_large"
    vi = "Sao kê quá lớn (tối đa 20.000 dòng, 4 MB). Vui lòng tách thành nhiều tệp."
    en = (
        "The statement is too large (20,000 lines and 4 MB at most). Please split it into "
        "several files."
    )


@dataclass(frozen=True, slots=True)
class UnreadLine:
    """A line of the file, by its number from 1, that a person must read; `text` is personal."""

    line: int
    column: UnreadField | None
    reason: UnreadReason
    text: str
