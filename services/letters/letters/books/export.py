"""A register as a file: its lines in the order of their numbers, as CSV."""

from typing import Final, NamedTuple

from kit.core.csv_table import csv_table
from kit.core.time import VIETNAM
from letters.domain.book import BookEntry, BookKey
from letters.domain.letter_types import type_name
from letters.repository import LettersRepository

MOST_LINES: Final = 2000
HEADS: Final = {
    "out": (
        "Số",
        "Số, ký hiệu",
        "Ngày văn bản",
        "Loại và trích yếu",
        "Người ký",
        "Nơi nhận",
        "Ghi chú",
    ),
    "in": (
        "Số đến",
        "Ngày đến",
        "Cơ quan gửi",
        "Số, ký hiệu",
        "Ngày văn bản",
        "Loại và trích yếu",
        "Ghi chú",
    ),
}
"""Columns of Annex IV of Nghị định 30/2020/NĐ-CP, as far as a register of this system fills them:
the columns for signatures on paper are left out."""


class BookPart(NamedTuple):
    """A part of a register: `following` is the number with which the rest begins."""

    rows: list[tuple[str, ...]]
    following: int | None


def part_of_book(repository: LettersRepository, key: BookKey, first: int) -> BookPart:
    """At most 2,000 lines from a number on."""
    entries = repository.entries_from(key, first, MOST_LINES + 1)
    following = entries[MOST_LINES].number if len(entries) > MOST_LINES else None
    return BookPart([row_of(key, each) for each in entries[:MOST_LINES]], following)


def book_csv(key: BookKey, part: BookPart) -> str:
    """With a heading, for a spreadsheet."""
    return csv_table(HEADS[key.direction], part.rows)


def row_of(key: BookKey, entry: BookEntry) -> tuple[str, ...]:
    """A line as the register on paper has it."""
    subject = f"{type_name(entry.type)}: {entry.subject}"
    note = f"Số đã hủy: {entry.void.reason}" if entry.void else ""
    if key.direction == "out":
        to = ", ".join(entry.to)
        head = (str(entry.number), entry.document, _day(entry.dated))
        return (*head, subject, entry.signer or "", to, note)
    came = f"{entry.at.astimezone(VIETNAM):%d/%m/%Y}"
    head = (str(entry.number), came, entry.of)
    return (*head, entry.document, _day(entry.dated), subject, note)


def _day(day: str) -> str:
    year, month, number = day.split("-")
    return f"{number}/{month}/{year}"
