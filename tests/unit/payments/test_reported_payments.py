"""A dossier of the national portal came paid: its case goes on, and the money stays in question
until the payment platform's list has it.
"""

from datetime import date, timedelta

import pytest

from contracts.testing.dossier_events import CODE
from kit.core.ids import new_ulid
from payments.backoffice.book_refund import book_refund
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy
from payments.domain.accounting_day import DiscrepanciesOpen
from payments.reconciliation.close_day import CloseDay, close_day
from payments.refunds.request import RefundableChanged, RequestRefund, request_refund
from tests.unit.payments.balances import at_platform, balances
from tests.unit.payments.day_builders import MONDAY, day, night, only_case
from tests.unit.payments.platform_builders import AMOUNT, received
from tests.unit.payments.world import World

REPORTED = {"reported:platform": AMOUNT, "fees": -AMOUNT}
CONFIRMED = {"at:platform": AMOUNT, "fees": -AMOUNT}


@pytest.fixture
def world() -> World:
    return World(platform_on=True)


def came_paid(world: World, pay: str = "before_acceptance") -> None:
    received(world)
    world.file(pay)
    world.relay()


@pytest.mark.parametrize("pay", ["before_acceptance", "before_result", "at_counter"])
def test_the_fee_is_settled_and_nobody_is_asked_to_pay_it(world: World, pay: str) -> None:
    came_paid(world, pay)

    assert (world.fee.state, world.fee.method) == ("settled", "platform")
    assert "fee.due" not in world.published
    assert world.published.count("fee.settled") == 1
    assert len(world.receipts) == 1


@pytest.mark.parametrize("pay", ["before_result", "at_counter"])
def test_at_acceptance_the_paid_fee_is_not_due_again(world: World, pay: str) -> None:
    came_paid(world, pay)
    world.accept()

    assert len(world.store.dossier(CODE).fees) == 1
    assert "fee.due" not in world.published


def test_the_money_is_marked_as_reported_in_the_ledger(world: World) -> None:
    came_paid(world)

    assert balances(world) == REPORTED
    [attempt] = world.store.payments_of([world.fee])
    assert (attempt.provider, attempt.state, attempt.taken_by) == (
        "platform",
        "paid",
        "national_portal",
    )


@pytest.mark.parametrize("pay", ["before_acceptance", "before_result"])
def test_a_report_that_comes_after_the_filing_settles_too(world: World, pay: str) -> None:
    world.file(pay)
    received(world)

    assert world.fee.state == "settled"
    assert balances(world) == REPORTED


def test_a_repeated_message_changes_nothing(world: World) -> None:
    message = received(world)
    world.file()
    world.relay()
    for _ in range(3):
        world.inbox.handle(message)
        world.relay()

    assert balances(world) == REPORTED
    assert len(world.receipts) == 1


def test_another_message_about_the_same_dossier_counts_nothing_again(world: World) -> None:
    came_paid(world)
    received(world)

    assert balances(world) == REPORTED
    assert len(world.receipts) == 1


@pytest.mark.parametrize("amount", [None, 0])
def test_a_dossier_that_came_unpaid_owes_its_fee(world: World, amount: int | None) -> None:
    received(world, amount)
    world.file()

    assert world.fee.state == "due"
    assert "fee.due" in world.published
    assert balances(world) == {}


@pytest.mark.parametrize("amount", [1, AMOUNT - 1, AMOUNT + 1])
def test_a_sum_that_fits_no_fee_is_an_officials_matter(world: World, amount: int) -> None:
    received(world, amount)
    world.file()
    world.relay()

    case = only_case(world)
    assert (case.kind, case.amount, case.provider) == ("unmatched_transfer", amount, "platform")
    assert world.fee.state == "due"
    assert balances(world) == {"reported:platform": amount, "unallocated": -amount}


def test_the_list_confirms_it_the_next_night(world: World) -> None:
    came_paid(world)
    world.platform.pay_at_portal(CODE, AMOUNT)
    night(world)

    assert world.stored("DISCREPANCY#") == []
    assert balances(world) == CONFIRMED
    assert at_platform(world) == AMOUNT


def test_what_was_confirmed_is_confirmed_once(world: World) -> None:
    came_paid(world)
    world.platform.pay_at_portal(CODE, AMOUNT)
    for _ in range(5):
        night(world)

    assert world.stored("DISCREPANCY#") == []
    assert balances(world) == CONFIRMED


def test_it_stays_in_the_days_closing_as_unconfirmed_until_the_list_has_it(world: World) -> None:
    came_paid(world)
    night(world)
    case = only_case(world)
    assert (case.kind, case.day, case.expected) == ("unconfirmed", "2026-11-23", AMOUNT)
    assert day(world).totals.balance("reported:platform") == AMOUNT
    closing = CloseDay(day=MONDAY, by="accountant", totals_seen=day(world).totals.accounts)
    with pytest.raises(DiscrepanciesOpen):
        close_day(world.store, closing, world.now)

    for _ in range(9):
        night(world)
    assert only_case(world).state == "open"

    world.platform.pay_at_portal(CODE, AMOUNT)
    [transaction] = world.platform.transactions.values()
    transaction.at = world.now - timedelta(days=10)
    night(world)
    case = only_case(world)
    assert (case.state, case.by) == ("resolved", "system")
    assert close_day(world.store, closing, world.now).state == "closed"


@pytest.mark.parametrize("on", [True, False])
def test_where_there_is_no_list_it_stays_unconfirmed(on: bool) -> None:
    """A province may get dossiers of the portal before it has its own access to the platform."""
    world = World(platform_on=on, platform_lists=False)
    came_paid(world)
    night(world)

    assert only_case(world).kind == "unconfirmed"
    assert balances(world) == REPORTED


def test_a_list_with_another_sum_is_a_discrepancy(world: World) -> None:
    came_paid(world)
    world.platform.pay_at_portal(CODE, AMOUNT - 50_000)
    night(world)

    assert world.cases() == ["amount_differs", "unconfirmed"]
    [differs] = [c for c in world.stored("DISCREPANCY#") if c["kind"] == "amount_differs"]
    assert (differs["amount"], differs["expected"]) == (AMOUNT - 50_000, AMOUNT)
    assert balances(world) == REPORTED


def test_a_list_that_is_corrected_ends_the_discrepancy(world: World) -> None:
    came_paid(world)
    transaction = world.platform.pay_at_portal(CODE, 100)
    night(world)
    transaction.paid = AMOUNT
    night(world)

    assert world.cases() == []
    assert balances(world) == CONFIRMED


def test_money_that_was_paid_there_twice_is_shown(world: World) -> None:
    came_paid(world)
    world.platform.pay_at_portal(CODE, AMOUNT)
    world.platform.pay_at_portal(CODE, AMOUNT)
    night(world)

    case = only_case(world)
    assert (case.kind, case.amount) == ("missing_here", AMOUNT)
    assert balances(world) == CONFIRMED


def test_money_that_the_platform_sent_back_is_shown(world: World) -> None:
    came_paid(world)
    transaction = world.platform.pay_at_portal(CODE, AMOUNT)
    world.platform.send_back(transaction.id)
    night(world)

    case = only_case(world)
    assert (case.kind, case.amount) == ("missing_here", -AMOUNT)
    command = ResolveDiscrepancy(case.id, "an", "the platform sent it back")
    assert book_refund(world.store, command, world.now).state == "resolved"
    assert balances(world) == {}
    assert at_platform(world) == 0


def test_a_line_that_came_before_the_report_is_confirmed_when_it_comes(world: World) -> None:
    world.platform.pay_at_portal(CODE, AMOUNT)
    night(world)
    assert only_case(world).kind == "missing_here"

    came_paid(world)
    night(world)
    assert world.cases() == []
    assert balances(world) == CONFIRMED


def test_what_nothing_confirms_is_not_sent_back(world: World) -> None:
    came_paid(world)
    [attempt] = world.store.payments_of([world.fee])
    command = RequestRefund(new_ulid(world.now), attempt.id, AMOUNT, "nhầm", "an", AMOUNT)
    with pytest.raises(RefundableChanged):
        request_refund(world.store, world.providers, command, world.now)

    world.platform.pay_at_portal(CODE, AMOUNT)
    night(world)
    refund = request_refund(world.store, world.providers, command, world.now)
    assert (refund.manual, refund.amount) == (True, AMOUNT)


def test_an_attempt_that_was_open_here_ends(world: World) -> None:
    world.file()
    card = world.start()
    received(world)

    assert world.store.payment(card.id).state == "cancelled"
    assert world.fee.state == "settled"


def test_a_fee_that_a_card_paid_meanwhile_leaves_the_report_to_an_official(world: World) -> None:
    world.file()
    world.pay_by_card()
    received(world)

    assert only_case(world).kind == "unmatched_transfer"
    assert balances(world)["reported:platform"] == AMOUNT


def test_its_day_is_the_one_on_which_it_was_booked(world: World) -> None:
    came_paid(world)

    assert [entry.provider for entry in world.store.entries_on(date(2026, 11, 23))] == ["platform"]
