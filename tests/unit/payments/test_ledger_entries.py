"""Ledger entries: every field, the account of every đồng, and what may still go back."""

from datetime import timedelta

import pytest
from pydantic import ValidationError

from kit.testing.clock import NOW
from payments.domain.ledger import (
    ENTRY_KINDS,
    Book,
    Entry,
    EntryKind,
    Money,
    Movement,
    Posting,
    balance,
    charge_entry,
    movement_entry,
)

LATER = NOW + timedelta(hours=1)
MONEY = Money("stripe", "pi_1", 170_000, "vnd", NOW)


def postings(entry: Entry) -> list[tuple[str, int]]:
    return [(posting.account, posting.amount) for posting in entry.postings]


def moved(kind: EntryKind, amount: int, debit: str, credit: str) -> Entry:
    return movement_entry(Movement(kind, "m", "P", "stripe", amount, NOW), debit, credit)


def charged(settled: int = 150_000, overpaid: int = 20_000) -> Entry:
    return charge_entry(MONEY, "P", fee="F", settled=settled, overpaid=overpaid)


@pytest.mark.parametrize(
    ("settled", "overpaid", "expected"),
    [
        (150_000, 20_000, [("fees", -150_000), ("overpayments", -20_000)]),
        (170_000, 0, [("fees", -170_000)]),
        (0, 170_000, [("overpayments", -170_000)]),
        (0, 0, [("unallocated", -170_000)]),
        (150_000, 0, [("fees", -150_000), ("unallocated", -20_000)]),
    ],
)
def test_a_charge_is_shared_out_and_has_no_empty_posting(
    settled: int, overpaid: int, expected: list[tuple[str, int]]
) -> None:
    entry = charged(settled, overpaid)

    assert postings(entry) == [("at:stripe", 170_000), *expected]
    assert (entry.kind, entry.id, entry.about) == ("charge", "pi_1", "P")
    assert (entry.provider, entry.fee, entry.at) == ("stripe", "F", NOW)


def test_an_allocation_takes_what_matched_no_attempt() -> None:
    entry = charge_entry(MONEY, "P", fee="F", settled=170_000, allocated=True)

    assert entry.kind == "allocation"
    assert postings(entry) == [("allocated", 170_000), ("fees", -170_000)]


def test_money_that_matches_nothing_needs_no_shares() -> None:
    entry = charge_entry(MONEY, "L", fee=None)

    assert (postings(entry)[1], entry.fee) == (("unallocated", -170_000), None)


def test_a_movement_debits_one_account_and_credits_the_other() -> None:
    movement = Movement("refund", "R", "P", "stripe", 5, LATER, fee="F", refund="R1")

    entry = movement_entry(movement, "fees", "refunding")

    assert postings(entry) == [("fees", 5), ("refunding", -5)]
    assert (entry.kind, entry.id, entry.about, entry.provider) == ("refund", "R", "P", "stripe")
    assert (entry.fee, entry.refund, entry.at) == ("F", "R1", LATER)


def test_an_entry_has_two_postings_at_least() -> None:
    nothing = Posting(account="fees", amount=0)

    with pytest.raises(ValidationError):
        Entry(kind="charge", id="x", about="P", provider="s", at=NOW, postings=(nothing,))


def test_an_entry_that_does_not_balance_says_so() -> None:
    unequal = (Posting(account="fees", amount=2), Posting(account="lost", amount=-1))

    with pytest.raises(ValidationError, match="postings add up to zero "):
        Entry(kind="charge", id="x", about="P", provider="s", at=NOW, postings=unequal)


def test_the_kinds_of_entries_are_known() -> None:
    assert {"charge", "allocation", "refund", "refunded", "refund_failure"} < ENTRY_KINDS
    assert {"dispute", "dispute_won", "dispute_lost"} < ENTRY_KINDS


def test_a_book_says_what_each_account_holds() -> None:
    book = Book([charged(), moved("refund", 30_000, "fees", "refunding")])

    assert balance(book.entries, "at:stripe") == book.balance("at:stripe") == 170_000
    assert (book.owed("fees"), book.owed("overpayments")) == (120_000, 20_000)
    assert (Book().balance("fees"), Book().sent_back, Book().refundable("fees")) == (0, 0, 0)


def test_what_failed_to_go_back_was_not_sent_back() -> None:
    entries = [
        charged(),
        moved("refund", 30_000, "fees", "refunding"),
        moved("refund", 20_000, "overpayments", "refunding"),
        moved("refunded", 20_000, "refunding", "at:stripe"),
    ]

    assert Book(entries).sent_back == 50_000
    assert (
        Book([*entries, moved("refund_failure", 30_000, "refunding", "fees")]).sent_back == 20_000
    )


def test_money_under_dispute_or_promised_elsewhere_does_not_go_back() -> None:
    promised = moved("refund", 20_000, "overpayments", "refunding")
    disputed = moved("dispute", 140_000, "disputed", "at:stripe")

    assert Book([charged(), promised]).refundable("fees") == 150_000
    assert Book([charged(), promised, disputed]).refundable("fees") == 10_000
    assert Book([charged(), disputed]).refundable("overpayments") == 20_000


def test_allocated_money_may_go_back() -> None:
    allocation = charge_entry(MONEY, "P", fee="F", settled=170_000, allocated=True)

    assert Book([allocation]).refundable("fees") == 170_000
