"""The ledger against the bank's statements: what differs is a case until a statement has it."""

from dataclasses import replace
from datetime import timedelta

from payments.reconciliation.run import reconcile_due
from tests.unit.payments.day_builders import (
    a_world_with_a_fee,
    misprinted,
    night,
    only_case,
    paid_by_transfer,
    statement,
)
from tests.unit.payments.world import ACCOUNT

HOUR = timedelta(hours=1)


def test_transfers_of_a_day_without_a_statement_ask_for_it_and_are_content_once_it_came() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)

    night(world)
    assert world.cases() == ["statement_missing"]

    assert statement(world, [line]).already_reported == 1
    reconcile_due(world.store, world.providers, world.now)
    assert world.cases() == []


def test_a_line_of_the_statement_alone_settles_the_fee() -> None:
    world = a_world_with_a_fee()
    line = world.transfer(world.start(method="transfer"))
    world.lines.clear()

    taken = statement(world, [line])
    night(world)

    assert (taken.new, taken.lines) == (1, 1)
    assert world.fee.state == "settled"
    assert world.stored("DISCREPANCY#") == []


def test_a_line_that_the_statement_lacks_is_a_case_until_a_corrected_one_has_it() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    other = world.bank.receive(line.account, 20_000, "khac")
    world.deliver()
    statement(world, [other])

    night(world)
    assert world.cases() == ["missing_there", "unmatched_transfer"]

    statement(world, [line, other])
    reconcile_due(world.store, world.providers, world.now)
    assert world.cases() == ["unmatched_transfer"]


def test_a_line_that_the_statement_lacks_is_not_taken_for_another_with_a_slash_in_its_number() -> (
    None
):
    world = a_world_with_a_fee()
    numbered = [
        replace(world.bank.receive(ACCOUNT.account, 20_000, "khac"), id=number)
        for number in ("FT_1", "FT/1")
    ]
    world.lines.clear()
    world.bank_callback(*numbered)
    world.relay()
    statement(world, [numbered[1]])

    night(world)

    assert world.cases() == ["missing_there", "unmatched_transfer", "unmatched_transfer"]


def test_another_amount_in_the_statement_is_a_case_until_it_is_corrected() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    statement(world, [misprinted(line, 151_000)])

    night(world)
    case = only_case(world)
    assert (case.kind, case.amount, case.expected) == ("amount_differs", 151_000, 150_000)

    statement(world, [line])
    reconcile_due(world.store, world.providers, world.now)
    assert only_case(world).state == "resolved"


def test_the_same_statement_twice_changes_nothing() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    statement(world, [line])
    night(world)

    assert statement(world, [line]).new == 0
    reconcile_due(world.store, world.providers, world.now)

    assert world.stored("DISCREPANCY#") == []
    assert len(world.receipts) == 1
