"""The ledger: every entry balances, is kept once, and says what may still go back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from kit.core.ids import new_ulid
from kit.core.items import Item, Put
from kit.persistence.items import ConditionFailed
from kit.testing.clock import NOW
from payments.domain.ledger import (
    Book,
    Entry,
    Money,
    Movement,
    Posting,
    charge_entry,
    movement_entry,
)
from payments.repository import entry_write
from tests.unit.payments.world import World

AMOUNT = st.integers(min_value=1, max_value=499_999_999)


def money(amount: int) -> Money:
    return Money("stripe", "pi_1", amount, "vnd", NOW)


def movement(kind: str, amount: int, id: str = "re_1") -> Movement:
    return Movement(kind, id, "ATTEMPT", "stripe", amount, NOW)  # type: ignore[arg-type]


def paid(settled: int = 150_000, overpaid: int = 0) -> Entry:
    return charge_entry(
        money(settled + overpaid), "ATTEMPT", fee="FEE", settled=settled, overpaid=overpaid
    )


@given(settled=AMOUNT, overpaid=AMOUNT, rest=AMOUNT)
def test_every_charge_balances_whatever_its_shares(settled: int, overpaid: int, rest: int) -> None:
    entry = charge_entry(
        money(settled + overpaid + rest), "ATTEMPT", fee="FEE", settled=settled, overpaid=overpaid
    )
    book = Book([entry])

    assert sum(posting.amount for posting in entry.postings) == 0
    assert (book.owed("fees"), book.owed("overpayments"), book.owed("unallocated")) == (
        settled,
        overpaid,
        rest,
    )


@given(first=st.integers(), second=st.integers())
def test_an_entry_that_does_not_balance_cannot_be_made(first: int, second: int) -> None:
    if first + second == 0:
        return
    postings = (Posting(account="fees", amount=first), Posting(account="lost", amount=second))
    with pytest.raises(ValidationError):
        Entry(kind="refund", id="x", about="ATTEMPT", provider="stripe", at=NOW, postings=postings)


def test_the_same_movement_is_written_once() -> None:
    world = World()
    table = world.table
    table.write([entry_write(paid())], new_ulid(NOW))

    with pytest.raises(ConditionFailed):
        table.write(
            [entry_write(charge_entry(money(1), "ATTEMPT", fee=None, settled=0, overpaid=0))],
            new_ulid(NOW),
        )

    assert world.store.book("ATTEMPT").balance("at:stripe") == 150_000


def test_what_lies_beside_the_entries_is_no_entry() -> None:
    world = World()
    world.table.write(
        [entry_write(paid()), Put(Item("LEDGER#PAY", "SETTLED#txn_1", "{}"))], new_ulid(NOW)
    )

    assert len(world.store.book("ATTEMPT").entries) == 1


@pytest.mark.parametrize(
    ("entries", "fees", "overpaid"),
    [
        ([], 0, 0),
        ([paid()], 150_000, 0),
        ([paid(150_000, 20_000)], 150_000, 20_000),
        ([paid(), movement_entry(movement("refund", 100_000), "fees", "refunding")], 50_000, 0),
        (
            [
                paid(),
                movement_entry(movement("refund", 100_000), "fees", "refunding"),
                movement_entry(movement("refunded", 100_000), "refunding", "at:stripe"),
            ],
            50_000,
            0,
        ),
        (
            [
                paid(),
                movement_entry(movement("refund", 100_000), "fees", "refunding"),
                movement_entry(movement("refund_failure", 100_000), "refunding", "fees"),
            ],
            150_000,
            0,
        ),
        ([paid(), movement_entry(movement("dispute", 150_000), "disputed", "at:stripe")], 0, 0),
        (
            [
                paid(),
                movement_entry(movement("dispute", 150_000), "disputed", "at:stripe"),
                movement_entry(movement("dispute_won", 150_000), "at:stripe", "disputed"),
            ],
            150_000,
            0,
        ),
    ],
)
def test_only_what_is_owed_and_there_can_go_back(
    entries: list[Entry], fees: int, overpaid: int
) -> None:
    book = Book(entries)

    assert (book.refundable("fees"), book.refundable("overpayments")) == (fees, overpaid)
