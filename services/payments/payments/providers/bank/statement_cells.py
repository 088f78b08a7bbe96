"""The cells of a bank's statement: amounts, moments and currencies as banks print them."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from kit.core.errors import Invalid
from kit.core.time import VIETNAM
from payments.providers.bank.statement_columns import WORDS, Column

AMOUNT: Final = re.compile(
    r"([+-]?)([0-9]{1,3}(?:\.[0-9]{3})+(?:,00?)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.00?)?|[0-9]{1,15}(?:[.,]00?)?)"
)
SIGNS: Final[Mapping[Column, tuple[str, ...]]] = {
    "amount": ("", "+", "-"),
    "credit": ("", "+"),
    "debit": ("", "-"),
}
DAY: Final = re.compile(
    r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})(?: +([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?)?"
)
ISO: Final = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"(?:[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?)?"
)


class StatementUnreadable(Invalid):
    """A line can't be read; `field` is "line 7", the sentence names the column too."""

    code = "statement_unreadable"
    vi = "Không đọc được sao kê: dòng {line}, cột “{cot}”. Chưa có dòng nào được ghi nhận."
    en = 'The statement can\'t be read: line {line}, column "{column}". Nothing was taken from it.'

    def __init__(self, line: int, column: Column | None = None) -> None:
        """Without a `column` the whole row is at fault: its encoding, quotes or cells."""
        cot, name = WORDS[column] if column else ("tất cả", "all")
        super().__init__(field=f"line {line}", line=line, cot=cot, column=name)


def signed_amount(line: int, cells: Mapping[Column, str]) -> int:
    """Positive what came: one column with a sign, or one of two that is not empty."""
    if "debit" not in cells or "credit" not in cells:
        amount = _amount(line, "amount", cells["amount"])
    else:
        credit, debit = (_amount(line, column, cells[column]) for column in ("credit", "debit"))
        amount = credit - debit if min(credit, debit) == 0 else 0
    if not amount:
        raise StatementUnreadable(line, "amount" if "amount" in cells else "credit")
    return amount


def _amount(line: int, column: Column, text: str) -> int:
    """đồng; a sign must agree with the column's meaning."""
    read = AMOUNT.fullmatch(text or "0")
    if not read or read[1] not in SIGNS[column]:
        raise StatementUnreadable(line, column)
    amount = int(re.sub("[.,]", "", re.sub("[.,]00?$", "", read[2])))
    return -amount if read[1] == "-" and column == "amount" else amount


def moment(line: int, text: str) -> datetime:
    """Vietnam's time where the cell names no other."""
    try:
        if ISO.fullmatch(text):
            at = datetime.fromisoformat(text)
            return at if at.tzinfo else at.replace(tzinfo=VIETNAM)
        if read := DAY.fullmatch(text):
            day, month, year, hour, minute, second = (int(part or 0) for part in read.groups())
            return datetime(year, month, day, hour, minute, second, tzinfo=VIETNAM)
    except ValueError:
        pass
    raise StatementUnreadable(line, "booked_at")


def currency(text: str) -> str:
    """đồng where the cell is empty."""
    return {"": "VND", "VNĐ": "VND", "Đ": "VND", "ĐỒNG": "VND"}.get(text.upper(), text.upper())
