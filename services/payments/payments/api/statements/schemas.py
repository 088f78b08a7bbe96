"""What an official gets of a bank statement: its preview, and how its upload stands."""

from typing import Final, Literal

from pydantic import Field

from contracts.terms import Day as DayText
from kit.core.local_time import LocalTime
from kit.core.model import Model
from payments.api.schemas import Id
from payments.domain.provider_report import UnreadField, UnreadReason
from payments.domain.statement_upload import UploadState

FIRST: Final = 50
"""How many lines of a kind are shown."""


class UnreadView(Model):
    """Why a line could not be read."""

    field: UnreadField | None = Field(description="The field; null: none of the line.")
    reason: UnreadReason = Field(description="A stable code.")
    message: str = Field(description="Field and reason as a sentence.")


class UnreadLineView(UnreadView):
    """A line of a statement that a person must read."""

    line: int = Field(description="Its number in the file, from 1.")


class PreviewedLineView(Model):
    """A line as it was understood."""

    row: int = Field(description="Its number in the file, from 1.")
    number: str = Field(description="The bank's number, or `~` and one made of the content.")
    booked_at: LocalTime = Field(description="When the bank booked it; 00:00 if it named a day.")
    direction: Literal["in", "out"] = Field(description="Whether money came or went.")
    amount: int = Field(description="In the line's currency.")
    currency: str = Field(description="Three letters.")
    references: tuple[str, ...] = Field(description="Our references that the text names.")
    dossiers: tuple[str, ...] = Field(description="Dossiers' codes that the text names.")


class StatementPreview(Model):
    """What is understood of a statement; nothing was taken from it."""

    bank: str = Field(description="The bank whose layout it has; empty: of no bank in particular.")
    encoding: str = Field(description="How its letters are written.")
    separator: str = Field(description="What separates its cells.")
    columns: tuple[UnreadField, ...] = Field(description="The columns that were recognised.")
    lines: int = Field(description="How many lines were read.")
    came: int = Field(description="What came in, in đồng.")
    went: int = Field(description="What went out, in đồng.")
    days: tuple[DayText, ...] = Field(description="The days that they cover.")
    first: tuple[PreviewedLineView, ...] = Field(description="The first fifty lines.")
    unread_lines: int = Field(description="How many lines a person must read.")
    unread: tuple[UnreadLineView, ...] = Field(description="The first fifty of them.")
    passed_over: tuple[int, ...] = Field(
        description="Rows that are no transactions: totals, balances, notes. The first fifty."
    )


class StatementUploadView(Model):
    """A statement that an official uploaded."""

    statement: Id = Field(description="The id of the upload.")
    state: UploadState = Field(
        description="`received`: it waits to be read; `reading`: its lines are being taken; "
        "`taken`: all of them are; `refused`: none is, see `why`."
    )
    received_at: LocalTime = Field(description="When it was uploaded.")
    finished_at: LocalTime | None = Field(description="When it was taken or refused.")
    lines: int = Field(description="How many lines could be read; 0 until it is read.")
    new: int = Field(description="How many of them nobody had reported, as far as it is taken.")
    already_reported: int | None = Field(
        description="How many a callback or an earlier statement had reported; null until all are "
        "taken."
    )
    days: tuple[DayText, ...] = Field(description="The days that they cover, once it is taken.")
    unread_lines: int = Field(description="How many lines a person must read.")
    unread: tuple[UnreadLineView, ...] = Field(
        description="The first fifty of them; each became a discrepancy."
    )
    why: str | None = Field(description="The problem code of a refused one.")
    text: str | None = Field(description="The reason as a sentence in the caller's language.")
