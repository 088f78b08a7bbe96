"""Closing a day: when it may be closed, with what, and that it stays so."""

from datetime import date, timedelta

import pytest

from payments.domain.accounting_day import (
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
)
from payments.domain.ledger import Entry
from payments.reconciliation.close_day import CloseDay, close_day
from payments.reconciliation.run import reconcile
from tests.unit.payments.day_builders import (
    MONDAY,
    a_world_with_a_fee,
    closed,
    day,
    misprinted,
    night,
    paid_by_transfer,
    signed,
    statement,
)
from tests.unit.payments.world import World


def _a_differing_line() -> World:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    statement(world, [misprinted(line, 151_000)])
    night(world)
    return world


def test_a_day_on_which_all_agrees_can_be_closed() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    night(world)

    assert closed(world).state == "closed"

    assert (day(world).by, day(world).closed_at) == ("accountant", world.now)
    assert [(t.account, t.debit, t.credit) for t in day(world).totals.accounts] == [
        ("at:stripe", 150_000, 0),
        ("fees", 0, 150_000),
    ]


def test_a_closed_day_can_not_be_closed_again() -> None:
    world = a_world_with_a_fee()
    night(world)
    closed(world)

    with pytest.raises(DayClosed):
        closed(world)


@pytest.mark.parametrize("ahead", [0, 1, 400])
def test_today_and_days_to_come_can_not_be_closed(ahead: int) -> None:
    world = a_world_with_a_fee()

    with pytest.raises(DayNotOver):
        closed(world, MONDAY + timedelta(days=ahead))


def test_a_day_that_was_not_compared_can_not_be_closed() -> None:
    world = a_world_with_a_fee()
    world.now += timedelta(days=1)

    with pytest.raises(DayNotReconciled):
        closed(world)


def test_a_day_that_was_compared_only_while_it_lasted_can_not_be_closed() -> None:
    world = a_world_with_a_fee()
    reconcile(world.store, world.providers, MONDAY, world.now)
    world.now += timedelta(days=1)

    with pytest.raises(DayNotReconciled):
        closed(world)


def test_a_day_whose_statement_came_after_it_was_compared_must_be_compared_again() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    night(world)
    statement(world, [line])

    with pytest.raises(DayNotReconciled):
        closed(world)


def test_an_open_case_keeps_the_day_and_later_ones_open() -> None:
    world = _a_differing_line()

    with pytest.raises(DiscrepanciesOpen) as why:
        closed(world)
    assert why.value.facts["count"] == 1

    night(world)
    with pytest.raises(DiscrepanciesOpen):
        closed(world, MONDAY + timedelta(days=1))


def test_a_signed_case_keeps_no_day_open() -> None:
    world = _a_differing_line()
    [case] = world.stored("DISCREPANCY#")
    signed(world, case["id"])

    assert closed(world).state == "closed"


def test_a_case_of_a_later_day_keeps_no_earlier_one_open() -> None:
    world = a_world_with_a_fee()
    night(world)
    world.now += timedelta(hours=8)
    paid_by_transfer(world)
    night(world)

    assert world.cases() == ["statement_missing"]
    assert closed(world).state == "closed"


def test_whoever_saw_other_totals_closes_nothing() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    night(world)

    with pytest.raises(TotalsChanged):
        close_day(world.store, CloseDay(MONDAY, (), "accountant"), world.now)
    assert day(world).state == "open"


def test_what_comes_after_the_closing_is_of_a_later_day() -> None:
    world = a_world_with_a_fee()
    world.stripe.account.pay(world.start().session or "")
    lost = list(world.held)
    world.held.clear()
    world.now += timedelta(hours=16, minutes=30)
    before = list(world.store.entries_on(MONDAY))
    night(world)
    closed(world)

    world.held.extend(lost)
    world.deliver()
    reconcile(world.store, world.providers, MONDAY, world.now)

    assert before == list(world.store.entries_on(MONDAY)) == []
    assert day(world).totals.entries == 0
    assert world.fee.state == "settled"


def test_totals_are_read_page_by_page_and_add_up() -> None:
    world = a_world_with_a_fee()
    for n in range(250):
        world.bank.receive("113366668888", 1_000 + n, "khong ro")
    world.deliver()
    night(world)

    totals = day(world).totals

    assert totals.entries == 250
    assert totals.balance("at:bank") == -totals.balance("unallocated") == sum(range(1_000, 1_250))
    assert all(isinstance(entry, Entry) for entry in world.store.entries_on(date(2026, 11, 23)))
