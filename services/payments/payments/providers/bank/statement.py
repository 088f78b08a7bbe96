"""A bank's statement as CSV: the lines that a callback would have reported, under the same ids.

UTF-8 with commas or semicolons; the first row that is not empty has the headings, in Vietnamese or
English. A file with one bad line gives nothing.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from pydantic import ValidationError

from kit.core.errors import TooLarge
from payments.domain.provider_event import ProviderEvent
from payments.providers.bank.bank_callback import BankLine, Counterparty, event_of
from payments.providers.bank.statement_cells import (
    StatementUnreadable,
    currency,
    moment,
    signed_amount,
)
from payments.providers.bank.statement_columns import HEADINGS, Column

MOST_LINES, MOST_BYTES = 5_000, 200_000


class StatementTooLarge(TooLarge):
    """More than 5,000 lines or 200 KB: split it by days."""

    code = "statement_too_large"
    vi = "Sao kê quá lớn (tối đa 5.000 dòng, 200 KB). Xin tách theo ngày."
    en = "The statement is too large (5,000 lines and 200 KB at most). Please split it by days."


class _Row(NamedTuple):
    line: int
    cells: list[str]


def read(raw: bytes, account: str) -> tuple[ProviderEvent, ...]:
    """One event a line of `account`, in the file's order; a line that is there twice is one.

    The moment of a line without a time is 00:00 of its day in Vietnam. Amounts are whole đồng:
    `1.500.000`, `1,500,000`, `1500000`, with `,00` or `.00` at most. Raises StatementUnreadable,
    StatementTooLarge.
    """
    if len(raw) > MOST_BYTES:
        raise StatementTooLarge(field="statement")
    columns, rows = _table(_decoded(raw))
    if len(rows) > MOST_LINES:
        raise StatementTooLarge(field="statement")
    events: dict[str, ProviderEvent] = {}
    for row in rows:
        event = event_of(_line(row, columns, account))
        if events.setdefault(event.id, event) != event:
            raise StatementUnreadable(row.line, "id")
    return tuple(events.values())


def _decoded(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise StatementUnreadable(raw.count(b"\n", 0, error.start) + 1) from None


def _table(text: str) -> tuple[Mapping[Column, int], Sequence[_Row]]:
    """Where each column stands, and the rows below."""
    head, *rows = list(_rows(text, _separator(text))) or [_Row(1, [])]
    columns = _columns(head.cells)
    for needed in ("id", "booked_at", "text"):
        if needed not in columns:
            raise StatementUnreadable(head.line, needed)
    if "amount" not in columns and not {"debit", "credit"} <= columns.keys():
        raise StatementUnreadable(head.line, "amount")
    for row in rows:
        if len(row.cells) != len(head.cells):
            raise StatementUnreadable(row.line)
    return columns, rows


def _separator(text: str) -> str:
    """The one under which more headings are known."""
    head = next((line for line in text.splitlines() if line.strip(" ,;\t")), "")[:4096]
    return max(
        ",;", key=lambda separator: len(_columns(next(csv.reader([head], delimiter=separator), [])))
    )


def _rows(text: str, separator: str) -> Iterator[_Row]:
    """The rows that are not empty, each with the line it begins on."""
    reader, line = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True), 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield _Row(line, [cell.strip() for cell in cells])
            line = reader.line_num + 1
    except csv.Error:
        raise StatementUnreadable(line) from None


def _columns(cells: Sequence[str]) -> Mapping[Column, int]:
    """Columns by heading; the first of two that mean the same."""
    columns: dict[Column, int] = {}
    for place, cell in enumerate(cells):
        column = HEADINGS.get(_spelt(cell))
        if column:
            columns.setdefault(column, place)
    return columns


def _spelt(heading: str) -> str:
    return " ".join(re.sub(r"[\W_]+", " ", unicodedata.normalize("NFC", heading).lower()).split())


def _line(row: _Row, columns: Mapping[Column, int], account: str) -> BankLine:
    cells = {column: row.cells[place] for column, place in columns.items()}
    amount = signed_amount(row.line, cells)
    if cells.get("account") not in (None, "", account):
        raise StatementUnreadable(row.line, "account")
    try:
        return BankLine(
            id=cells["id"],
            account=account,
            booked_at=moment(row.line, cells["booked_at"]),
            direction="in" if amount > 0 else "out",
            amount=abs(amount),
            currency=currency(cells.get("currency", "")),
            text=cells["text"],
            counterparty=Counterparty(
                account=cells.get("other") or None, name=cells.get("name") or None
            ),
        )
    except ValidationError as error:
        raise StatementUnreadable(row.line, _column_of(error)) from None


def _column_of(error: ValidationError) -> Column | None:
    """The column that a broken rule of a line or its counterparty is about."""
    place = error.errors()[0]["loc"][-1]
    own: tuple[Column, ...] = ("id", "booked_at", "amount", "currency", "text")
    names: Mapping[str | int, Column] = {name: name for name in own}
    of_counterparty: Mapping[str | int, Column] = {"account": "other", "name": "name"}
    return (of_counterparty if error.title == "Counterparty" else names).get(place)
