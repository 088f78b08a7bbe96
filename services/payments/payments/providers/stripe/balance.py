"""Stripe's balance transactions: đồng from the source, settlement from the transaction."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any, Final

from pydantic import BaseModel, ConfigDict

from payments.domain.balance_transaction import (
    BalanceTransaction,
    BalanceTransactionKind,
    Settlement,
)

CURRENCY: Final = "vnd"
KINDS: Final[dict[str, tuple[BalanceTransactionKind, int]]] = {
    "charge": ("charge", 1),
    "payment": ("charge", 1),
    "refund": ("refund", -1),
    "payment_refund": ("refund", -1),
    "refund_failure": ("refund_failure", 1),
    "payment_failure_refund": ("other", -1),
}
"""Type -> our kind, and the sign of the source's amount.

Source: docs.stripe.com/reports/balance-transaction-types. `payment_failure_refund` takes back the
money of a delayed payment that failed: no refund of ours, and none that failed. An `adjustment` is
a dispute's where its source is one; its sign says what it means.
"""


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class Source(_Part):
    """A charge, refund or dispute, with its amount in its own currency."""

    id: str
    object: str
    amount: int = 0
    currency: str = ""
    metadata: dict[str, str] = {}
    payment_intent: str | None = None

    @property
    def dong(self) -> int:
        """0 where it is in another currency, which the reconciliation then finds."""
        return self.amount if self.currency == CURRENCY else 0


class Entry(_Part):
    """A balance transaction with `source` expanded; amounts in the smallest unit of `currency`."""

    id: str
    type: str
    created: int
    currency: str
    amount: int
    fee: int
    net: int
    exchange_rate: float | Decimal | None = None
    source: Source | str | None = None

    @property
    def settlement(self) -> Settlement:
        """In the account's currency; the rate is written out, without an exponent."""
        rate = None if self.exchange_rate is None else format(Decimal(str(self.exchange_rate)), "f")
        return Settlement(
            currency=self.currency, amount=self.amount, fee=self.fee, net=self.net, rate=rate
        )


def balance_transaction_of(entry: dict[str, Any]) -> BalanceTransaction:
    """A balance transaction from Stripe's JSON; without a known source it is `other`."""
    booked = Entry.model_validate(entry)
    source = booked.source if isinstance(booked.source, Source) else None
    kind, sign = _meaning(booked, source)
    return BalanceTransaction(
        entry=booked.id,
        kind=kind,
        id=_id_of(source) or (source.id if source else booked.id),
        amount=sign * source.dong if source else 0,
        at=datetime.fromtimestamp(booked.created, UTC),
        payment=source.metadata.get("payment") if source else None,
        refund=source.metadata.get("refund") if source and source.object == "refund" else None,
        charge=source.payment_intent if source and source.object == "refund" else None,
        settlement=booked.settlement,
    )


def _meaning(booked: Entry, source: Source | None) -> tuple[BalanceTransactionKind, int]:
    if source is not None and source.object == "dispute":
        return ("dispute", -1) if booked.amount < 0 else ("dispute_won", 1)
    if source is None or source.object not in ("charge", "refund"):
        return "other", 0
    return KINDS.get(booked.type, ("other", 1 if booked.amount >= 0 else -1))


def _id_of(source: Source | None) -> str | None:
    return source.payment_intent if source and source.object == "charge" else None
