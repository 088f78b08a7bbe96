"""The identity of bank lines: which of number, day, amount and text name one line at a bank.

Banks differ: one counts its numbers anew each day, another never gives a number twice. Lines with
one number that differ are two lines; whether the second may be another payment, its bank's identity
says.
"""

import unicodedata
from collections.abc import Sequence
from datetime import date
from hashlib import sha256
from typing import Annotated, Final, Self, get_args

from pydantic import Field, model_validator

from kit.core.model import Model
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import (
    BankTransactionReceived,
    BankTransactionSent,
    LineField,
)

LINE_FIELDS: Final[tuple[LineField, ...]] = get_args(LineField)


class LineIdentity(Model):
    """The fields that together name one line; the number is one of them."""

    fields: Annotated[tuple[LineField, ...], Field(min_length=1)] = LINE_FIELDS

    @model_validator(mode="after")
    def _with_number(self) -> Self:
        if "id" not in self.fields or len(set(self.fields)) < len(self.fields):
            raise ValueError("an identity has the id, and each field once")
        return self

    @property
    def is_of_a_day(self) -> bool:
        """Whether the bank may give a number again on another day."""
        return "day" in self.fields


EVERY_FIELD: Final = LineIdentity()
"""The identity at a bank of which nothing is known."""


class BankLineIdentity(LineIdentity):
    """The identity at one bank (`bin` at NAPAS), for lines that are booked on `since` or later.

    `source` is where it is from.
    """

    bin: Annotated[str, Field(pattern=r"^[0-9]{6}$")]
    bank: str
    since: date
    source: str


class LineIdentities(Model):
    """The identities of all banks."""

    note: str = ""
    banks: tuple[BankLineIdentity, ...] = ()

    def of(self, bank: str, day: date) -> LineIdentity:
        """The identity of a line that a bank (its `bin`) books on a day; every field where nothing
        is known of it. By the day, so that a line that comes again later is identified as before.
        """
        entries: Sequence[BankLineIdentity] = [
            each for each in self.banks if each.bin == bank and each.since <= day
        ]
        return max(entries, key=lambda each: each.since, default=EVERY_FIELD)


def differing_fields(existing: ProviderEvent, other: ProviderEvent) -> frozenset[LineField]:
    """In what two lines with one number differ; the amount is one with direction and currency."""
    differs: dict[LineField, bool] = {
        "day": existing.day != other.day,
        "amount": existing.digest != other.digest,
        "text": not has_same_text(existing, other),
    }
    return frozenset(field for field, is_other in differs.items() if is_other)


def is_same_line(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether two bank events with one number are one line of our account: whatever the bank's
    identity, day, amount and text agree.
    """
    return not differing_fields(existing, other)


def is_another_payment(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether a second line with the number is surely another payment: the bank's identity tells
    them apart, and their texts name other references. Else an official looks at both.
    """
    report = other.report
    if not isinstance(report, BankTransactionReceived | BankTransactionSent):
        return False
    names_it = differing_fields(existing, other) & set(report.identity or LINE_FIELDS)
    return bool(names_it) and names_another_payment(existing, other)


def has_same_text(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether two bank lines have one text; one whose key is gone is not compared.

    Callback and statement may print a text differently: one holds the other, or both name the same
    references. Of one source it must be equal.
    """
    one, two = _text(existing), _text(other)
    if one is None or two is None:
        return True
    if one == two or _source(existing) == _source(other):
        return one == two
    return one in two or two in one or bool(_references(existing) & _references(other))


def has_equal_text(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether the texts of two bank lines have the same letters, whatever their sources."""
    return _text(existing) == _text(other)


def text_mark(event: ProviderEvent) -> str | None:
    """Eight digits that differ where the texts of two lines of one source do; nothing is read from
    them. None where the text's key is gone.
    """
    text = _text(event)
    return None if text is None else sha256(text.encode()).hexdigest()[:8]


def names_another_payment(existing: ProviderEvent, other: ProviderEvent) -> bool:
    """Whether both texts name references, and none is the same."""
    ours, theirs = _references(existing), _references(other)
    return bool(ours) and bool(theirs) and not ours & theirs


def _references(event: ProviderEvent) -> frozenset[str]:
    match event.report:
        case BankTransactionReceived(references=named) | BankTransactionSent(references=named):
            return frozenset(named)
    return frozenset()


def _source(event: ProviderEvent) -> str | None:
    match event.report:
        case BankTransactionReceived(source=source) | BankTransactionSent(source=source):
            return source
    return None


def _text(event: ProviderEvent) -> str | None:
    """Latin letters and digits alone: banks drop marks, spaces and signs as they like. None where
    the text's key is gone.
    """
    details = event.details
    if not isinstance(details, BankDetails):
        return None
    bare = unicodedata.normalize("NFKD", details.text.upper().replace("Đ", "D"))
    return "".join(each for each in bare if each.isascii() and each.isalnum())
