"""The bank line: one transaction of our account, as a callback or a statement reports it."""

import json
import re
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final, Literal

from pydantic import Field

from kit.core.model import Model
from payments.domain.ledger import day_of
from payments.domain.line_identity import LINE_FIELDS, LineIdentity
from payments.domain.provider_event import UNNUMBERED, BankDetails, ProviderEvent
from payments.domain.provider_report import (
    BankSource,
    BankTransactionReceived,
    BankTransactionSent,
)
from payments.providers.bank import dossier_codes, reference

PROVIDER: Final = "bank"
KIND: Final = {"in": "transfer.received", "out": "transfer.sent"}
LARGEST: Final = 99_999_999_999
"""đồng: more in one transaction is a typing or conversion error."""
IN_ADDRESSES: Final = re.compile(r"[A-Za-z0-9~][A-Za-z0-9._:/-]*")
DEPARTMENT: Final = re.compile(r"\\[A-Z0-9]{2,5}$")
EVER: Final = "ever"
LONGEST_ID, LONGEST_TEXT, LONGEST_NAME, LONGEST_ACCOUNT = 64, 2_000, 200, 34


class BankLine(Model):
    """`id` is the bank's number of the transaction, `amount` in đồng where `currency` is VND.

    `text`, `other` (an account) and `name` are what the bank says of people. Personal.
    """

    id: Annotated[str, Field(min_length=1, max_length=LONGEST_ID)]
    account: Annotated[str, Field(repr=False)]
    booked_at: datetime
    direction: Literal["in", "out"]
    amount: Annotated[int, Field(gt=0, le=LARGEST)]
    currency: str = "VND"
    text: Annotated[str, Field(repr=False)] = ""
    other: Annotated[str | None, Field(repr=False)] = None
    name: Annotated[str | None, Field(repr=False)] = None


def event_of(line: BankLine, source: BankSource, identity: LineIdentity) -> ProviderEvent:
    """The provider event of a line, under the bank's number and, where the bank's `identity` has
    it, the day of booking.

    The digest is over what a callback and a statement both name (account, number, direction,
    amount, currency). Another day, digest or text under the same id is another payment, or the bank
    contradicts itself: `payments.provider_events.bank_lines` tells them apart.
    """
    number = _number(line.id)
    signed = (line.account, number, line.direction, line.amount, line.currency)
    report = BankTransactionReceived if line.direction == "in" else BankTransactionSent
    return ProviderEvent(
        id=f"{PROVIDER}:{_in_addresses(number)}.{_span(line, identity)}",
        provider=PROVIDER,
        kind=KIND[line.direction],
        object=line.id,
        digest=sha256(json.dumps(signed).encode()).hexdigest(),
        at=line.booked_at,
        report=report(
            amount=line.amount,
            currency=line.currency.lower(),
            references=reference.references_in(line.text),
            dossiers=dossier_codes.codes_in(line.text),
            source=source,
            identity=None if identity.fields == LINE_FIELDS else identity.fields,
        ),
        details=BankDetails(text=line.text, account=line.other, name=line.name),
    )


def _span(line: BankLine, identity: LineIdentity) -> str:
    """The day in which no other line has the number, or `ever`; a number of the content is made
    for a day.
    """
    if identity.is_of_a_day or line.id.startswith(UNNUMBERED):
        return f"{day_of(line.booked_at):%y%m%d}"
    return EVER


def _number(id: str) -> str:
    """The bank's number without the department that Temenos T24 prints behind it (`\\BNK`): a
    callback and a statement of one bank differ in it.
    """
    return DEPARTMENT.sub("", id)


def _in_addresses(number: str) -> str:
    """The number as it is where it can stand in an address, else a digest of it."""
    if IN_ADDRESSES.fullmatch(number):
        return number
    return "x" + sha256(number.encode()).hexdigest()[:24]
