"""The callbacks of a bank or an aggregator: signed lines of our account.

`X-Bank-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 over `<t>.<body>`. The body holds 1 to
100 lines of our own form; a bank that speaks another gets a translator before it.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Final, Literal

from pydantic import AfterValidator, Field, StringConstraints, ValidationError

from contracts.terms import Moment
from kit.core.errors import MalformedRequest
from kit.core.model import Body
from payments.domain.provider_event import BankDetails, ProviderEvent
from payments.domain.provider_report import BankTransactionReceived, BankTransactionSent
from payments.providers.bank import reference
from payments.providers.bank.transfer import BankAccount, bank_account
from payments.providers.callback_signature import UnexpectedEvent, header_of, verify

HEADER: Final = "X-Bank-Signature"
PROVIDER: Final = "bank"
KIND: Final = {"in": "transfer.received", "out": "transfer.sent"}
YEARS: Final = range(2000, 2200)


def _of_our_time(at: datetime) -> datetime:
    """A moment with a day in Vietnam and in UTC; raises ValueError at the calendar's ends."""
    if at.year not in YEARS:
        raise ValueError("no day of ours")
    return at


class Counterparty(Body):
    """Whose account the other one is. Personal."""

    account: Annotated[str, StringConstraints(max_length=34)] | None = None
    name: Annotated[str, StringConstraints(max_length=200)] | None = None


class BankLine(Body):
    """`id` is the bank's reference of the transaction, `amount` in đồng where VND."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$")]
    account: Annotated[str, Field(repr=False)]
    booked_at: Annotated[Moment, AfterValidator(_of_our_time)]
    direction: Literal["in", "out"]
    amount: Annotated[int, Field(gt=0, le=99_999_999_999)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    text: Annotated[str, StringConstraints(max_length=500), Field(repr=False)]
    counterparty: Annotated[Counterparty, Field(repr=False)] = Counterparty()


class _Callback(Body):
    lines: Annotated[tuple[BankLine, ...], Field(min_length=1, max_length=100)]


@dataclass(frozen=True)
class BankCallback:
    """Reads the callbacks about one account."""

    to: BankAccount

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """One event a line, `bank:<id>`, equal for a line that is repeated.

        Raises BadSignature, UnexpectedEvent (another account), and MalformedRequest where it is not
        of this form or one id stands for two lines.
        """
        verify(raw, header_of(headers, HEADER), self.to.callback_secrets, now, header=HEADER)
        try:
            lines = _Callback.model_validate_json(raw).lines
        except ValidationError:
            raise MalformedRequest from None
        if any(line.account != self.to.account for line in lines):
            raise UnexpectedEvent(field="lines.account")
        events = {event.id: event for event in map(event_of, lines)}
        if any(events[event.id] != event for event in map(event_of, lines)):
            raise MalformedRequest(field="lines.id")
        return tuple(events.values())


def event_of(line: BankLine) -> ProviderEvent:
    """The provider event of a line.

    The digest is over what a callback and a statement both name (account, id, direction, amount,
    currency): another digest under the same id means that the bank contradicts itself.
    """
    signed = (line.account, line.id, line.direction, line.amount, line.currency)
    report = BankTransactionReceived if line.direction == "in" else BankTransactionSent
    return ProviderEvent(
        id=f"{PROVIDER}:{line.id}",
        provider=PROVIDER,
        kind=KIND[line.direction],
        object=line.id,
        digest=sha256(json.dumps(signed).encode()).hexdigest(),
        at=line.booked_at,
        report=report(
            amount=line.amount,
            currency=line.currency.lower(),
            references=reference.references_in(line.text),
        ),
        details=BankDetails(
            text=line.text, account=line.counterparty.account, name=line.counterparty.name
        ),
    )


def from_settings() -> BankCallback:
    """The callbacks of the account in the settings."""
    return BankCallback(bank_account())
