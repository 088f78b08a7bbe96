"""The fields of a callback's line, read leniently: what has one meaning is taken for it."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final, Literal

from payments.domain.provider_report import UnreadField
from payments.providers.bank.line import (
    LARGEST,
    LONGEST_ACCOUNT,
    LONGEST_ID,
    LONGEST_NAME,
    LONGEST_TEXT,
    BankLine,
)
from payments.providers.bank.moments import booked
from payments.providers.bank.text import plain_id, plain_text
from payments.providers.bank.unread import LineUnreadable

Fields = Mapping[str, object]
Direction = Literal["in", "out"]
DIRECTIONS: Final[Mapping[str, Direction]] = {"in": "in", "out": "out"}


def line_of(fields: object, account: str, now: datetime) -> BankLine:
    """A line of `account`; fields that are not known are left alone.

    A number may be a number or a text, a time without a zone is Vietnam's, a text may be missing,
    and one that is too long is cut. Raises LineUnreadable.
    """
    if not isinstance(fields, dict):
        raise LineUnreadable(None, "other_form")
    if plain_id(_text(fields, "account")) != account:
        raise LineUnreadable("account", "other_account")
    party = fields.get("counterparty")
    other: Fields = party if isinstance(party, dict) else {}
    return BankLine(
        id=_id(fields),
        account=account,
        booked_at=booked(_text(fields, "booked_at"), "", now, american=False).at,
        direction=_direction(fields),
        amount=_amount(fields),
        currency=_currency(fields),
        text=plain_text(_optional(fields, "text"), LONGEST_TEXT),
        other=plain_text(_optional(other, "account"), LONGEST_ACCOUNT) or None,
        name=plain_text(_optional(other, "name"), LONGEST_NAME) or None,
    )


def _id(fields: Fields) -> str:
    number = plain_id(_text(fields, "id"))
    if not number.isprintable():
        raise LineUnreadable("id", "not_printable")
    if len(number) > LONGEST_ID:
        raise LineUnreadable("id", "too_long")
    return number


def _direction(fields: Fields) -> Direction:
    word = _text(fields, "direction").strip().lower()
    if word not in DIRECTIONS:
        raise LineUnreadable("direction", "other_form")
    return DIRECTIONS[word]


def _amount(fields: Fields) -> int:
    """Whole đồng above zero: 150000, 150000.0 or "150000"."""
    value = fields.get("amount")
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,11}", value.strip()):
        value = int(value)
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if value is None or value == "":
        raise LineUnreadable("amount", "missing")
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value <= LARGEST:
        raise LineUnreadable("amount", "not_an_amount")
    return value


def _currency(fields: Fields) -> str:
    code = _text(fields, "currency").strip().upper()
    if not re.fullmatch("[A-Z]{3}", code):
        raise LineUnreadable("currency", "not_a_currency")
    return code


def _text(fields: Fields, name: UnreadField) -> str:
    """A text that must be there; a number is written out."""
    value = fields.get(name)
    if value is None or value == "":
        raise LineUnreadable(name, "missing")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise LineUnreadable(name, "other_form")
    return str(value)


def _optional(fields: Fields, name: str) -> str:
    """A text that may be missing."""
    value = fields.get(name)
    return str(value) if isinstance(value, str | int) else ""
