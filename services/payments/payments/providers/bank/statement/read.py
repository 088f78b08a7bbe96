"""A bank's statement as a separated file: the lines that a callback would have reported.

One line that can't be read takes no other with it; it is kept, with its column and the reason.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Final

from payments.providers.bank.line import (
    LARGEST,
    LONGEST_ACCOUNT,
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_TEXT,
    BankLine,
)
from payments.providers.bank.moments import booked, has_american_date, is_date
from payments.providers.bank.statement.amounts import currency, signed_amount
from payments.providers.bank.statement.encodings import decoded
from payments.providers.bank.statement.layouts import Column
from payments.providers.bank.statement.problems import (
    MOST_BYTES,
    MOST_LINES,
    StatementTooLarge,
    UnreadLine,
)
from payments.providers.bank.statement.rows import Row
from payments.providers.bank.statement.table import Table, is_heading, table
from payments.providers.bank.text import folded, plain_id, plain_text
from payments.providers.bank.unread import LineUnreadable

BALANCES: Final = re.compile(
    r"(tong (cong(?! ty)|so|phat sinh|ps|tien|ghi|no|co)|cong (phat sinh|ps|so|tien|trang|don)"
    r"|so du|du dau|du cuoi|luy ke|mang sang|chuyen sang"
    r"|(grand |sub )?total|sum of|(opening|closing|ending|beginning) balance|balance"
    r"|(carried|brought) forward)\b"
)
"""What the rows of balances and totals begin with, folded; "Tổng công ty" is a payer."""


@dataclass(frozen=True, slots=True)
class StatementLine:
    """A line that was read, and the number of its row in the file."""

    row: int
    line: BankLine
    timed: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """What was understood: `bank` names the layout ("" for none in particular), `passed_over` the
    rows that are no transactions (totals, balances, footnotes, repeated headings).
    """

    bank: str
    encoding: str
    separator: str
    columns: tuple[Column, ...]
    lines: tuple[StatementLine, ...]
    unread: tuple[UnreadLine, ...]
    passed_over: tuple[int, ...]


def read(raw: bytes, account: str, now: datetime) -> Statement:
    """The lines of `account`, in the file's order.

    A line without a number gets one from its content, counted among equal ones. Raises
    StatementUnreadable where no table is source, StatementTooLarge.
    """
    if len(raw) > MOST_BYTES:
        raise StatementTooLarge(field="statement")
    text, encoding = decoded(raw)
    source = table(text)
    if len(source.below) > MOST_LINES:
        raise StatementTooLarge(field="statement")

    reader = _Reader(source, account, now)
    for row in source.below:
        reader.read(row)
    return Statement(
        bank=source.layout.bank,
        encoding=encoding,
        separator=source.separator,
        columns=tuple(source.columns),
        lines=tuple(reader.lines),
        unread=tuple(reader.unread),
        passed_over=tuple(reader.passed_over),
    )


class _Reader:
    """Sorts the rows of a table into lines, unread ones and those that are no transactions."""

    def __init__(self, source: Table, account: str, now: datetime) -> None:
        self._table = source
        self._account = account
        self._now = now
        self._american = has_american_date(_column(source, "booked_at"))
        self._equal: Counter[str] = Counter()
        self.lines: list[StatementLine] = []
        self.unread: list[UnreadLine] = []
        self.passed_over: list[int] = []

    def read(self, row: Row) -> None:
        try:
            cells = _cells(row, self._table)
            if _is_no_transaction(row, cells, self._table):
                self.passed_over.append(row.line)
            else:
                self.lines.append(self._line(row, cells))
        except LineUnreadable as error:
            self.unread.append(UnreadLine(row.line, error.field, error.reason, row.text))

    def _line(self, row: Row, cells: Mapping[Column, str]) -> StatementLine:
        day, _, number = cells["booked_at"].partition("\n")
        if is_date(cells["booked_at"]) or not is_date(day):
            day, number = cells["booked_at"], ""
        moment = booked(day, cells.get("time", ""), self._now, american=self._american)
        amount = signed_amount(cells)
        if abs(amount) > LARGEST:
            raise LineUnreadable("amount" if "amount" in cells else "credit", "not_an_amount")
        if plain_id(cells.get("account", "")) not in ("", self._account):
            raise LineUnreadable("account", "other_account")
        text = plain_text(cells["text"], LONGEST_TEXT)
        content = f"{moment.at.isoformat()} {amount} {folded(text)}"
        line = BankLine(
            id=_id(cells.get("id", "") or number) or self._id_of_content(content),
            account=self._account,
            booked_at=moment.at,
            direction="in" if amount > 0 else "out",
            amount=abs(amount),
            currency=currency(cells.get("currency", "")),
            text=text,
            other=plain_text(cells.get("other", ""), LONGEST_ACCOUNT) or None,
            name=plain_text(cells.get("name", ""), LONGEST_NAME) or None,
        )
        return StatementLine(row.line, line, moment.timed)

    def _id_of_content(self, content: str) -> str:
        self._equal[content] += 1
        counted = f"{content} {self._equal[content]}"
        return "~" + sha256(counted.encode()).hexdigest()[:20]


def _column(source: Table, column: Column) -> Iterable[str]:
    place = source.columns[column]
    return (row.cells[place] for row in source.below if row.cells and place < len(row.cells))


def _cells(row: Row, source: Table) -> Mapping[Column, str]:
    """The cells by column; those that a row lacks at its end are empty. Raises LineUnreadable."""
    if row.cells is None or any(row.cells[source.width :]):
        raise LineUnreadable(None, "bad_row")
    cells = (*row.cells, *[""] * source.width)
    return {column: cells[place] for column, place in source.columns.items()}


def _is_no_transaction(row: Row, cells: Mapping[Column, str], source: Table) -> bool:
    """Rows without a day: balances and totals by their first words, notes without any amount, the
    headings of another page.
    """
    day = cells["booked_at"].partition("\n")[0]
    if is_date(day):
        return False
    if is_heading(row, source.layout):
        return True
    first = next((folded(cell) for cell in row.cells or () if cell), "")
    if BALANCES.match(first) and (not day or BALANCES.match(folded(day))):
        return True
    return not any(cells.get(column) for column in ("amount", "debit", "credit"))


def _id(text: str) -> str:
    number = plain_id(text)
    if not number.isprintable():
        raise LineUnreadable("id", "not_printable")
    if len(number) > LONGEST_ID:
        raise LineUnreadable("id", "too_long")
    return number
