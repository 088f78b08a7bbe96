"""Closing a day: when it may be closed, with what, and that it stays so."""

from datetime import date, timedelta

import pytest

from payments.domain.accounting_day import (
    CasesOpen,
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    TotalsMoved,
    entries_of,
)
from payments.domain.ledger import Entry
from payments.reconciliation.close_day import close_day
from payments.reconciliation.run import reconcile
from tests.unit.payments.nights import (
    MONDAY,
    a_till_with_a_fee,
    closed,
    day,
    misprinted,
    night,
    paid_by_transfer,
    signed,
    statement,
)
from tests.unit.payments.till import Till


def _a_differing_line() -> Till:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    statement(till, [misprinted(line, 151_000)])
    night(till)
    return till


def test_a_day_on_which_all_agrees_can_be_closed() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    night(till)

    assert closed(till).state == "closed"

    assert (day(till).by, day(till).closed_at) == ("accountant", till.now)
    assert [(t.account, t.debit, t.credit) for t in day(till).totals.accounts] == [
        ("at:stripe", 150_000, 0),
        ("fees", 0, 150_000),
    ]


def test_a_closed_day_can_not_be_closed_again() -> None:
    till = a_till_with_a_fee()
    night(till)
    closed(till)

    with pytest.raises(DayClosed):
        closed(till)


@pytest.mark.parametrize("ahead", [0, 1, 400])
def test_today_and_days_to_come_can_not_be_closed(ahead: int) -> None:
    till = a_till_with_a_fee()

    with pytest.raises(DayNotOver):
        closed(till, MONDAY + timedelta(days=ahead))


def test_a_day_that_was_not_compared_can_not_be_closed() -> None:
    till = a_till_with_a_fee()
    till.now += timedelta(days=1)

    with pytest.raises(DayNotReconciled):
        closed(till)


def test_a_day_that_was_compared_only_while_it_lasted_can_not_be_closed() -> None:
    till = a_till_with_a_fee()
    reconcile(till.store, MONDAY, till.now)
    till.now += timedelta(days=1)

    with pytest.raises(DayNotReconciled):
        closed(till)


def test_a_day_whose_statement_came_after_it_was_compared_must_be_compared_again() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    night(till)
    statement(till, [line])

    with pytest.raises(DayNotReconciled):
        closed(till)


def test_an_open_case_keeps_the_day_and_later_ones_open() -> None:
    till = _a_differing_line()

    with pytest.raises(CasesOpen) as why:
        closed(till)
    assert why.value.facts["count"] == 1

    night(till)
    with pytest.raises(CasesOpen):
        closed(till, MONDAY + timedelta(days=1))


def test_a_signed_case_keeps_no_day_open() -> None:
    till = _a_differing_line()
    [case] = till.stored("CASE#")
    signed(till, case["id"])

    assert closed(till).state == "closed"


def test_a_case_of_a_later_day_keeps_no_earlier_one_open() -> None:
    till = a_till_with_a_fee()
    night(till)
    till.now += timedelta(hours=8)
    paid_by_transfer(till)
    night(till)

    assert till.cases() == ["statement_missing"]
    assert closed(till).state == "closed"


def test_whoever_saw_other_totals_closes_nothing() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    night(till)

    with pytest.raises(TotalsMoved):
        close_day(till.store, MONDAY, [], by="accountant", at=till.now)
    assert day(till).state == "open"


def test_what_comes_after_the_closing_is_of_a_later_day() -> None:
    till = a_till_with_a_fee()
    till.stripe.account.pay(till.start().session or "")
    lost = list(till.held)
    till.held.clear()
    till.now += timedelta(hours=16, minutes=30)
    before = list(entries_of(till.store, MONDAY))
    night(till)
    closed(till)

    till.held.extend(lost)
    till.deliver()
    reconcile(till.store, MONDAY, till.now)

    assert before == list(entries_of(till.store, MONDAY)) == []
    assert day(till).totals.entries == 0
    assert till.fee.state == "settled"


def test_totals_are_read_page_by_page_and_add_up() -> None:
    till = a_till_with_a_fee()
    for n in range(250):
        till.bank.receive("113366668888", 1_000 + n, "khong ro")
    till.deliver()
    night(till)

    totals = day(till).totals

    assert totals.entries == 250
    assert totals.balance("at:bank") == -totals.balance("unallocated") == sum(range(1_000, 1_250))
    assert all(isinstance(entry, Entry) for entry in entries_of(till.store, date(2026, 11, 23)))
