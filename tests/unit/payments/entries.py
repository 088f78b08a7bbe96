"""Ledger entries of one attempt to pay 170,000 đồng, of which 150,000 are the fee."""

from datetime import timedelta

from kit.testing.clock import NOW
from payments.domain.ledger import Entry, EntryKind, Money, Movement, charge_entry, movement_entry

LATER = NOW + timedelta(hours=1)
MONEY = Money("stripe", "pi_1", 170_000, "vnd", NOW)


def moved(kind: EntryKind, amount: int, debit: str, credit: str) -> Entry:
    return movement_entry(Movement(kind, "m", "P", "stripe", amount, NOW), debit, credit)


def charged(settled: int = 150_000, overpaid: int = 20_000) -> Entry:
    return charge_entry(MONEY, "P", fee="F", settled=settled, overpaid=overpaid)
