"""What a bank or an aggregator tells us: lines of our account, signed.

`X-Bank-Signature: t=<seconds>,v1=<hex>` is the HMAC-SHA256 over `<t>.<body>`, as Stripe's. The body holds 1 to 100
lines of our own form; a bank that speaks another gets a translator before it.
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
from payments.providers.bank import reference
from payments.providers.bank.transfer import BankAccount, bank_account
from payments.providers.callback import BadSignature, UnexpectedEvent, header_of, verify

HEADER: Final = "X-Bank-Signature"
PROVIDER: Final = "bank"
KIND: Final = {"in": "transfer.received", "out": "transfer.sent"}
YEARS: Final = range(2000, 2200)


def _of_our_time(at: datetime) -> datetime:
    """A moment that has a day in Vietnam and in UTC; raises ValueError for the ends of the calendar."""
    if at.year not in YEARS:
        raise ValueError("no day of ours")
    return at


class Counterparty(Body):
    """Whose account the other one is. Personal."""

    account: Annotated[str, StringConstraints(max_length=34)] | None = None
    name: Annotated[str, StringConstraints(max_length=200)] | None = None


class BankLine(Body):
    """A line of the account: `id` is the bank's reference of the transaction, `amount` in đồng where VND."""

    id: Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/-]{0,63}$")]
    account: Annotated[str, Field(repr=False)]
    booked_at: Annotated[Moment, AfterValidator(_of_our_time)]
    direction: Literal["in", "out"]
    amount: Annotated[int, Field(gt=0, le=99_999_999_999)]
    currency: Annotated[str, StringConstraints(pattern=r"^[A-Z]{3}$")]
    text: Annotated[str, StringConstraints(max_length=500), Field(repr=False)]
    counterparty: Annotated[Counterparty, Field(repr=False)] = Counterparty()


class _Told(Body):
    lines: Annotated[tuple[BankLine, ...], Field(min_length=1, max_length=100)]


@dataclass(frozen=True)
class BankCallback:
    """Reads the callbacks about one account."""

    to: BankAccount

    def parse_callback(
        self, raw: bytes, headers: Mapping[str, str], now: datetime
    ) -> Sequence[ProviderEvent]:
        """One notification a line, `bank:<id>`, equal for a line that is repeated.

        Raises BadSignature, MalformedRequest (not of this form, or one id for two lines) and UnexpectedEvent (another account).
        """
        _require_signed(raw, header_of(headers, HEADER), self.to.callback_secrets, now)
        try:
            lines = _Told.model_validate_json(raw).lines
        except ValidationError:
            raise MalformedRequest from None
        if any(line.account != self.to.account for line in lines):
            raise UnexpectedEvent(field="lines.account")
        told = {notification.id: notification for notification in map(notified, lines)}
        if any(told[notification.id] != notification for notification in map(notified, lines)):
            raise MalformedRequest(field="lines.id")
        return tuple(told.values())


def notified(line: BankLine) -> ProviderEvent:
    """What a line says: `charge` is its id.

    The digest is over what a callback and a statement both name (account, id, direction, amount, currency): another
    digest under the same id means that the bank contradicts itself.
    """
    said = (line.account, line.id, line.direction, line.amount, line.currency)
    return ProviderEvent(
        id=f"{PROVIDER}:{line.id}",
        provider=PROVIDER,
        kind=KIND[line.direction],
        object=line.id,
        digest=sha256(json.dumps(said).encode()).hexdigest(),
        at=line.booked_at,
        amount=line.amount,
        currency=line.currency.lower(),
        charge=line.id,
        references=reference.found_in(line.text),
        details=BankDetails(
            text=line.text, account=line.counterparty.account, name=line.counterparty.name
        ),
    )


def from_settings() -> BankCallback:
    """The reader of the account that this function was told."""
    return BankCallback(bank_account())


def _require_signed(raw: bytes, signature: str, secrets: Sequence[str], now: datetime) -> None:
    try:
        verify(raw, signature, secrets, now)
    except BadSignature:
        raise BadSignature(field=HEADER) from None
