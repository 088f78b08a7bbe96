"""What officials see of registers."""

from typing import Annotated, Self

from pydantic import Field

from contracts.terms import AgencyCode, Day
from contracts.terms.letters import Direction
from kit.core.local_time import LocalTime
from kit.core.model import Model
from letters.domain.book import BookEntry


class BookLineView(Model):
    """A line of a register."""

    number: Annotated[int, Field(ge=1, description="In this register")]
    at: Annotated[LocalTime, Field(description="When it was entered")]
    letter: Annotated[str, Field(description="The id of the letter")]
    type: Annotated[str, Field(description="The kind of letter, in Vietnamese")]
    document: Annotated[str, Field(description="Number and notation of the letter")]
    dated: Annotated[Day, Field(description="The day that the letter bears")]
    of: Annotated[str, Field(description="The agency that wrote it")]
    to: Annotated[tuple[str, ...], Field(description="The agencies that get it")]
    subject: Annotated[str, Field(description="What it is about")]
    signer: Annotated[str | None, Field(description="Who signed it; null: not stated")]
    void: Annotated[str | None, Field(description="Why the number is void; null: it is not")]

    @classmethod
    def of_entry(cls, entry: BookEntry) -> Self:
        """From a stored line."""
        return cls(
            number=entry.number,
            at=entry.at,
            letter=entry.letter,
            type=entry.type,
            document=entry.document,
            dated=entry.dated,
            of=entry.of,
            to=entry.to,
            subject=entry.subject,
            signer=entry.signer,
            void=entry.void.reason if entry.void else None,
        )


class BookFileView(Model):
    """A part of a register as a file."""

    content: Annotated[str, Field(description="The file in base64: CSV in UTF-8 with a mark")]
    lines: Annotated[int, Field(description="How many lines it has")]
    next: Annotated[
        int | None, Field(description="The number with which the rest begins; null: no rest")
    ]


class BookView(Model):
    """A page of a register, the newest first."""

    agency: Annotated[AgencyCode, Field(description="Whose register it is")]
    year: Annotated[int, Field(description="Its year")]
    direction: Annotated[Direction, Field(description="Letters out or in")]
    last: Annotated[int, Field(ge=0, description="The last number that was given")]
    items: Annotated[tuple[BookLineView, ...], Field(description="Its lines")]
    next: Annotated[str | None, Field(description="The cursor of the next page; null: none")]
