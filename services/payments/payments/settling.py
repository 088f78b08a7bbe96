"""Money came: what it does to the payment, the fee and the receipts, as one list of changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from kit.events import Change
from payments import fee as fees
from payments import payment as payments
from payments import receipts, slot
from payments.collectors import collector
from payments.fee import Fee
from payments.payment import Payment
from payments.store import Store

CURRENCY: Final = "vnd"


class NotThisMoney(Exception):
    """The provider names another amount or currency than was asked: a person must look at it."""


def money_came(store: Store, payment: Payment, amount: int, currency: str, at: datetime) -> list[Change]:
    """The changes by which `amount` đồng settles a due fee, or is all surplus; raises NotThisMoney.

    Exact and due, in time or late: settles. Not due any more: all is surplus. Raises PaymentOver if it had come.
    """
    if amount != payment.amount or currency != CURRENCY:
        raise NotThisMoney
    fee = store.fee(payment.fee)
    if fee.state == "due":
        return [
            payments.pay(payment, kept=amount, surplus=0, at=at),
            *_settled(store, fee, payment, at),
            *freed(store, payment),
        ]
    return [
        payments.pay(payment, kept=0, surplus=amount, at=at),
        fees.add_surplus(fee, payment=payment.id, amount=amount),
        *freed(store, payment),
    ]


def freed(store: Store, payment: Payment) -> Sequence[Change]:
    """The fee's slot becomes free, if this payment holds it."""
    held = store.slot(payment.fee)
    return [slot.free(held)] if held.payment == payment.id else []


def _settled(store: Store, fee: Fee, payment: Payment, at: datetime) -> list[Change]:
    dossier = store.dossier_of(fee)
    payer = store.payer_facts(dossier)
    series = store.series(receipts.series_id(dossier.agency, at))
    parties = receipts.Parties(collector(dossier.agency, dossier.agency_name), payer)
    receipt, issued = receipts.issue(series, fee, payment, parties, at)
    settled = fees.settle(fee, payment=payment.id, method=payment.method, receipt=receipt.facts, payer=payer, at=at)
    return [settled, *issued]
