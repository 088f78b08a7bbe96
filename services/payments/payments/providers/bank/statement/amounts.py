"""Amounts of đồng as banks and spreadsheets print them."""

import re
from collections.abc import Mapping
from typing import Final

from payments.providers.bank.statement.layouts import Column
from payments.providers.bank.text import folded
from payments.providers.bank.unread import LineUnreadable

WRITTEN: Final = re.compile(
    r"(?P<open>\()?(?:(?P<before>[+-]) ?)?"
    r"(?P<digits>[0-9]{1,3}(?:\.[0-9]{3})+(?:,00?)?|[0-9]{1,3}(?:,[0-9]{3})+(?:\.00?)?"
    r"|[0-9]{1,3}(?:['’][0-9]{3})+(?:[.,]00?)?|[0-9]{1,3}(?: [0-9]{3})+(?:[.,]00?)?"
    r"|[0-9]{1,15}(?:[.,]00?)?)"
    r"(?: ?(?P<after>[+-]))?(?P<close>\))?(?: ?(?P<side>CR|DR))?"
)
CURRENCY_WORD: Final = re.compile(r"^(?:VND|VNĐ|₫)\s*|\s*(?:VND|VNĐ|ĐỒNG|DONG|Đ|D|₫)\.?$")
NOTHING: Final = frozenset({"", "-", "--", "0", "0.00", "0,00", "0.0", "0,0"})
OUT_SIGNS: Final = {"(": True, "-": True, "+": False, "DR": True, "CR": False}
"""Whether a sign means that money went out."""
OUT: Final[Mapping[Column, bool]] = {"debit": True, "credit": False}
DIRECTIONS: Final[Mapping[str, bool]] = {
    **dict.fromkeys(("d", "dr", "debit", "n", "no", "ghi no", "out", "tien ra", "chi"), True),
    **dict.fromkeys(("c", "cr", "credit", "co", "ghi co", "in", "tien vao", "thu"), False),
}
"""Whether a word of the column of directions means that money went out."""


def signed_amount(cells: Mapping[Column, str]) -> int:
    """đồng, positive what came: one column with a sign or a direction, or one of two that is not
    empty. Raises LineUnreadable.
    """
    if "credit" not in cells:
        return _by_direction(cells)
    amounts = {
        column: _amount(column, cells[column]) for column in OUT if not _is_nothing(cells, column)
    }
    if len(amounts) > 1:
        raise LineUnreadable("credit", "both_columns")
    if not any(amounts.values()):
        raise LineUnreadable("credit", "missing")
    return next(iter(amounts.values()))


def _is_nothing(cells: Mapping[Column, str], column: Column) -> bool:
    return _spelt(cells.get(column, "")) in NOTHING


def _by_direction(cells: Mapping[Column, str]) -> int:
    amount = _amount("amount", cells.get("amount", ""))
    if not amount:
        raise LineUnreadable("amount", "missing")
    word = cells.get("direction", "")
    if not word:
        return amount
    sign = {"+": False, "-": True}
    is_out = sign.get(word, DIRECTIONS.get(folded(word)))
    if is_out is None:
        raise LineUnreadable("direction", "other_form")
    if amount < 0 and not is_out:
        raise LineUnreadable("amount", "wrong_sign")
    return -abs(amount) if is_out else amount


def _amount(column: Column, text: str) -> int:
    """A sign must agree with the column's meaning; one column of debits is negative."""
    spelt = _spelt(text)
    if spelt in NOTHING:
        return 0
    read = WRITTEN.fullmatch(spelt)
    if not read or (read["open"] is None) != (read["close"] is None):
        raise LineUnreadable(column, "not_an_amount")
    amount = int(re.sub(r"\D", "", re.sub("[.,]00?$", "", read["digits"])))
    return -amount if _is_out(column, _signs(read)) else amount


def _signs(read: re.Match[str]) -> set[bool]:
    """What brackets, signs before and after, and a side say: whether money went out."""
    signs = (read[name] for name in ("open", "before", "after", "side"))
    return {OUT_SIGNS[sign] for sign in signs if sign}


def _is_out(column: Column, signs: set[bool]) -> bool:
    if len(signs) > 1 or (column in OUT and signs - {OUT[column]}):
        raise LineUnreadable(column, "wrong_sign")
    return OUT.get(column, True in signs)


def _spelt(text: str) -> str:
    """One kind of space and minus, without Excel's leading apostrophe and the currency's word."""
    plain = " ".join(text.replace("−", "-").upper().split()).removeprefix("'").strip()
    return CURRENCY_WORD.sub("", plain).strip()


def currency(text: str) -> str:
    """ISO 4217's three letters, đồng where the cell is empty; raises LineUnreadable."""
    code = text.strip().upper()
    meant = {"": "VND", "VNĐ": "VND", "Đ": "VND", "₫": "VND", "ĐỒNG": "VND"}.get(code, code)
    if not re.fullmatch("[A-Z]{3}", meant):
        raise LineUnreadable("currency", "not_a_currency")
    return meant
