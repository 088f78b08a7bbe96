"""The bank says when money came: what was paid in time is never late because of its messenger."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts.casework import CaseRefused, CaseReopened
from contracts.documents import DocumentSealed
from kit.core.time import VIETNAM
from local.doubles.bank.bank import Line
from payments.domain import fee as fees
from payments.domain import fee_ending as fee_endings
from payments.domain import payment_attempt
from payments.domain.last_day import BANK_LAG
from payments.domain.payment_attempt import PaymentAttempt
from payments.schedules.expire import expire_overdue
from payments.settlement.reinstate import reinstate_if_paid_in_time
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.bank_world import HEAD, two_payers
from tests.unit.payments.world import World

MINUTE = timedelta(minutes=1)
UNPAID = CaseRefused(reason="Quá hạn nộp phí.", ground="unpaid")
REOPENED = CaseReopened(why="paid_in_time")
SEALED_REFUSAL = DocumentSealed(
    kind="form-03", name="Phiếu từ chối", sha256="ab" * 32, signature="c2ln", key="seal"
)
PAID = {"at:bank": 150_000, "fees": -150_000}


def a_world() -> tuple[World, PaymentAttempt, datetime]:
    """A fee with a code to pay it by transfer, and the moment until which it can be paid."""
    world = World()
    world.file()
    payment = world.start(method="transfer")
    assert world.fee.pay_by is not None
    return world, payment, world.fee.pay_by


def booked(world: World, payment: PaymentAttempt, at: datetime) -> Line:
    """A transfer that the bank booked at a moment; nobody has heard of it yet."""
    line = replace(world.transfer(payment), booked_at=at)
    world.lines.clear()
    world.bank.lines[-1] = line
    return line


def voided(world: World, pay_by: datetime) -> None:
    """The bank's lag is over, and casework has refused the case."""
    world.now = pay_by + BANK_LAG + MINUTE
    world.sweep()
    assert _state(world) == "void"
    world.handle(UNPAID)


def deliver(world: World, line: Line) -> None:
    world.bank_callback(line)
    world.relay()


def test_a_transfer_of_the_last_minutes_settles_the_fee_though_the_sweeper_came_first() -> None:
    world, payment, pay_by = a_world()
    line = booked(world, payment, pay_by - 10 * MINUTE)
    world.now = pay_by + 6 * MINUTE
    world.sweep()
    assert _state(world) == "due"

    deliver(world, line)

    assert _state(world) == "settled"
    assert world.published.count("fee.voided") == 0
    assert balances(world) == PAID


def test_the_receipt_shows_when_the_bank_booked_the_money_and_when_it_was_issued() -> None:
    world, payment, _ = a_world()
    at = world.now + 5 * MINUTE
    line = booked(world, payment, at)
    world.now += timedelta(hours=20)

    deliver(world, line)

    [receipt] = world.receipts
    assert (receipt.paid_at, receipt.at) == (at, world.now)
    facts = world.event("fee.settled")["receipt"]
    assert datetime.fromisoformat(facts["paid_at"]) == at


def test_a_booking_time_to_come_is_not_believed() -> None:
    world, payment, _ = a_world()
    line = booked(world, payment, world.now + timedelta(hours=30))

    deliver(world, line)

    assert world.receipts[0].paid_at == world.now


def test_a_fee_that_nobody_began_to_pay_by_transfer_is_void_at_once() -> None:
    world = World()
    world.file()
    assert world.fee.pay_by is not None
    world.now = world.fee.pay_by + MINUTE

    world.sweep()

    assert _state(world) == "void"


@pytest.mark.parametrize("hours", [0, 24, 100])
def test_the_banks_lag_is_a_parameter(hours: int) -> None:
    world, _, pay_by = a_world()
    lag = timedelta(hours=hours)

    world.now = pay_by + lag - MINUTE if hours else pay_by
    expire_overdue(world.store, world.providers, world.now, bank_lag=lag)
    assert _state(world) == ("due" if hours else "void")
    world.now = pay_by + lag + MINUTE
    expire_overdue(world.store, world.providers, world.now, bank_lag=lag)

    assert _state(world) == "void"


@pytest.mark.parametrize("refused", [True, False])
def test_money_that_was_booked_in_time_revives_what_lateness_voided(*, refused: bool) -> None:
    world, payment, pay_by = a_world()
    line = booked(world, payment, pay_by - MINUTE)
    if refused:
        voided(world, pay_by)
    else:  # casework's word comes after the money
        world.now = pay_by + BANK_LAG + MINUTE
        world.sweep()

    deliver(world, line)
    if not refused:
        world.handle(UNPAID)
    world.handle(REOPENED)

    assert _state(world) == "settled"
    assert world.published.count("fee.reinstated") == world.published.count("fee.settled") == 1
    assert balances(world) == PAID
    assert world.cases() == []
    assert world.refunds() == []
    assert world.store.dossier(world.fee.dossier or "").state == "filed"
    assert books_agree(world)


def test_a_statement_of_the_next_morning_revives_it_too() -> None:
    world, payment, pay_by = a_world()
    voided(world, pay_by)
    payers = two_payers()
    payers.world = world
    day = (pay_by - MINUTE).astimezone(VIETNAM)

    payers.bring_text(f"{HEAD}\nFT1,{day:%d/%m/%Y},{payment.reference},,150000")

    assert _state(world) == "settled"
    assert world.receipts[0].paid_at == day.replace(hour=0, minute=0, second=0, microsecond=0)


def test_money_of_the_minute_after_the_last_day_is_late() -> None:
    world, payment, pay_by = a_world()
    voided(world, pay_by)

    deliver(world, booked(world, payment, pay_by))

    assert _state(world) == "void"
    assert world.cases() == ["paid_late"]


def test_money_in_time_after_the_refusal_left_the_house_is_a_discrepancy_that_says_so() -> None:
    world, payment, pay_by = a_world()
    voided(world, pay_by)
    world.handle(SEALED_REFUSAL)

    deliver(world, booked(world, payment, pay_by - MINUTE))

    assert _state(world) == "void"
    assert world.cases() == ["refused_though_paid"]
    assert [refund.state for refund in world.refunds()] == ["requested"]
    assert balances(world) == {"at:bank": 150_000, "overpayments": -150_000}


def test_a_refusal_that_leaves_after_the_money_revived_the_fee_is_a_discrepancy() -> None:
    world, payment, pay_by = a_world()
    voided(world, pay_by)
    deliver(world, booked(world, payment, pay_by - MINUTE))

    world.handle(SEALED_REFUSAL)

    assert _state(world) == "settled"
    assert world.cases() == ["refused_though_paid"]


@pytest.mark.parametrize("ground", ["refused", "none"])
def test_money_does_not_revive_what_ended_for_another_reason(ground: str) -> None:
    world, payment, pay_by = a_world()
    world.handle(CaseRefused(reason="x", ground=ground))

    deliver(world, booked(world, payment, pay_by - MINUTE))

    assert _state(world) == "void"
    assert "fee.reinstated" not in world.published


def test_a_reinstated_fee_whose_settlement_died_is_settled_by_the_repeat() -> None:
    world, payment, pay_by = a_world()
    line = booked(world, payment, pay_by - MINUTE)
    voided(world, pay_by)
    world.bank_callback(line)
    world.fetch()
    message = world.queue.popleft()
    reinstate_if_paid_in_time(world.store, world.fee, pay_by - MINUTE, world.now)
    world.sweep()
    assert _state(world) == "due"

    world.inbox.handle(message)

    assert _state(world) == "settled"
    assert world.published.count("fee.reinstated") == 1


def test_too_little_money_in_time_revives_nothing() -> None:
    world, payment, pay_by = a_world()
    voided(world, pay_by)
    line = replace(booked(world, payment, pay_by - MINUTE), amount=1_000)

    deliver(world, line)

    assert _state(world) == "void"


def test_a_card_that_was_charged_in_time_revives_the_fee() -> None:
    world = World()
    world.file()
    pay_by = world.fee.pay_by
    assert pay_by is not None
    world.now = pay_by - 30 * MINUTE
    payment = world.start()
    world.stripe.account.pay(payment.session or "")
    event = world.held.pop()
    world.held.clear()
    fee = world.fee
    world.now = pay_by + MINUTE
    lock = world.store.active_attempt(fee.id)
    world.store.commit(
        [
            payment_attempt.expire(world.store.payment(payment.id), at=world.now),
            fees.release(lock),
            fee_endings.void(fee, why="unpaid", by="pay_by", at=world.now),
        ],
        at=world.now,
    )

    world.webhook(event)
    world.relay()

    assert _state(world) == "settled"
    assert "fee.reinstated" in world.published


def _state(world: World) -> str:
    return world.fee.state
