"""The ledger against the books of Stripe and the bank: what differs is a case, and ends by
itself once it agrees."""

from datetime import timedelta

import pytest

from kit.core.ids import new_ulid
from payments.domain import discrepancy as cases
from payments.domain import ledger
from payments.domain import payment_attempt as payments
from payments.domain.ledger import Money
from payments.reconciliation.import_statement import ImportStatement, import_statement
from payments.reconciliation.run import days_due, reconcile, reconcile_due
from payments.refunds.request import RequestRefund, request_refund
from payments.repository import entry_write
from tests.unit.payments.day_builders import (
    MONDAY,
    a_world_with_a_fee,
    day,
    misprinted,
    night,
    only_case,
    paid_by_transfer,
    signed,
    statement,
)
from tests.unit.payments.world import ACCOUNT

HOUR = timedelta(hours=1)


def test_a_day_on_which_all_agrees_has_no_case() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()

    assert MONDAY in night(world)

    assert world.stored("DISCREPANCY#") == []
    assert day(world).totals.balance("at:stripe") == 150_000
    assert [(body.agency, body.fees) for body in day(world).bodies] == [("H49.61.01", 150_000)]


def test_a_line_is_kept_once_with_what_stripe_settles_in_columns_of_its_own() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    night(world)
    reconcile(world.store, world.providers, MONDAY, world.now)

    [transaction] = world.store.transactions_on(MONDAY)

    assert transaction.line.amount == 150_000
    assert transaction.line.settlement is not None
    assert transaction.line.settlement.currency == "usd"
    assert (
        transaction.line.settlement.net
        == transaction.line.settlement.amount - transaction.line.settlement.fee
    )
    assert transaction.dossier == "H49.61.01-261123-0001"


def test_money_in_stripes_book_without_a_notification_settles_the_fee() -> None:
    world = a_world_with_a_fee()
    world.stripe.account.pay(world.start().session or "")
    world.held.clear()

    night(world)

    assert world.fee.state == "settled"
    assert len(world.receipts) == 1
    assert world.stored("DISCREPANCY#") == []


def test_a_charge_of_nobody_we_know_is_a_case_until_we_know_it() -> None:
    world = a_world_with_a_fee()
    world.stripe.account.pay(world.start().session or "")
    [charge] = world.stripe.account.funds.charges.values()
    ours, charge["metadata"] = charge["metadata"], {}

    night(world)
    case = only_case(world)
    assert (case.kind, case.amount, case.day) == ("missing_here", 150_000, "2026-11-23")

    charge["metadata"] = ours
    world.deliver()
    night(world)
    assert only_case(world).state == "resolved"
    assert only_case(world).by == "system"


def test_a_charge_in_another_currency_of_nobody_we_know_is_a_case_too() -> None:
    world = a_world_with_a_fee()
    world.stripe.account.pay(world.start().session or "")
    [charge] = world.stripe.account.funds.charges.values()
    charge |= {"metadata": {}, "currency": "usd", "amount": 600}
    world.held.clear()

    night(world)

    case = only_case(world)
    assert (case.kind, case.amount) == ("missing_here", 0)


def test_money_of_another_currency_in_a_statement_is_one_case_and_no_dong() -> None:
    world = a_world_with_a_fee()
    rows = (
        "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền,Loại tiền\nFT-1,23/11/2026 08:00,nop le"
        " phi,100,USD\n"
    )
    import_statement(world.store, ImportStatement(rows.encode(), ACCOUNT, "accountant"), world.now)
    world.relay()

    night(world)

    assert world.cases() == ["unmatched_transfer"]
    [transaction] = world.store.transactions_on(MONDAY)
    assert transaction.line.amount == 0
    assert transaction.line.settlement is not None
    assert (transaction.line.settlement.currency, transaction.line.settlement.net) == ("usd", 100)


def test_an_entry_that_stripes_book_lacks_is_a_case() -> None:
    world = a_world_with_a_fee()
    payment = world.start()
    money = Money("stripe", "pi_nowhere", 150_000, "vnd", world.now)
    entry = ledger.charge_entry(money, payment.id, fee=payment.fee, settled=0, overpaid=150_000)
    touched = payments.bump_version(payment)._replace(extra_writes=(entry_write(entry),))
    world.store.commit([touched], at=world.now)

    night(world)

    case = only_case(world)
    assert (case.kind, case.expected, case.payment) == ("missing_there", 150_000, payment.id)


def test_another_amount_at_stripe_is_a_case_of_both_amounts() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    [charge] = world.stripe.account.funds.charges.values()
    charge["amount"] = 140_000

    night(world)

    case = only_case(world)
    assert (case.kind, case.amount, case.expected) == ("amount_differs", 140_000, 150_000)


@pytest.mark.parametrize("fails", [False, True])
def test_what_became_of_a_refund_without_a_word_is_found_in_the_book(*, fails: bool) -> None:
    world = a_world_with_a_fee()
    payment = world.pay_by_card()
    world.stripe.account.funds.hold = True
    request_refund(
        world.store,
        world.providers,
        RequestRefund(new_ulid(world.now), payment.id, 150_000, "withdrawn", "one", 150_000),
        world.now,
    )
    world.deliver()
    [refund] = world.refunds()
    world.stripe.account.settle_refund(refund.provider_refund_id or "")
    if fails:
        world.deliver()
        world.stripe.account.fail_refund(refund.provider_refund_id or "")
    world.held.clear()

    night(world)

    assert world.refunds()[0].state == ("failed" if fails else "succeeded")
    assert world.cases() == (["refund_failed"] if fails else [])


def test_a_refund_whose_success_came_after_its_failure_differs_in_nothing() -> None:
    world = a_world_with_a_fee()
    payment = world.pay_by_card()
    world.stripe.account.funds.hold = True
    request_refund(
        world.store,
        world.providers,
        RequestRefund(new_ulid(world.now), payment.id, 150_000, "withdrawn", "one", 150_000),
        world.now,
    )
    world.deliver()
    there = world.refunds()[0].provider_refund_id or ""
    world.stripe.account.settle_refund(there)
    world.stripe.account.fail_refund(there)
    world.held.reverse()
    world.deliver()

    night(world)

    assert world.cases() == ["refund_failed"]


def test_what_an_official_explained_is_not_opened_again() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    [charge] = world.stripe.account.funds.charges.values()
    charge["amount"] = 140_000
    night(world)
    explained = cases.resolve(
        only_case(world), by="accountant", reason="Stripe erred", at=world.now
    )
    world.store.commit([explained], at=world.now)

    night(world)

    assert only_case(world).state == "resolved"


def test_what_ended_by_itself_opens_again_when_it_differs_again() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    for amount, state in ((151_000, "open"), (150_000, "resolved"), (152_000, "open")):
        statement(world, [misprinted(line, amount)])
        night(world)
        assert only_case(world).state == state


def test_a_signed_case_ends_too_once_all_agrees() -> None:
    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    statement(world, [misprinted(line, 151_000)])
    night(world)
    signed(world, only_case(world).id)

    statement(world, [line])
    night(world)

    assert only_case(world).state == "resolved"


def test_a_day_whose_provider_does_not_answer_is_compared_by_the_next_run() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    world.stripe.failures.extend(["lost"] * 4)

    assert night(world) == []
    assert day(world).reconciled_at is None

    assert MONDAY in reconcile_due(world.store, world.providers, world.now)


def test_a_day_is_compared_though_its_provider_was_silent_for_a_week() -> None:
    world = a_world_with_a_fee()
    world.pay_by_card()
    for _ in range(7):
        world.stripe.failures.extend(["lost"] * 100)
        assert MONDAY not in night(world)
    world.stripe.failures.clear()

    assert MONDAY in night(world)

    assert day(world).totals.balance("at:stripe") == 150_000
    assert MONDAY not in night(world)


@pytest.mark.parametrize(("hours", "compared"), [(15, False), (16, True), (39, False), (40, True)])
def test_days_are_compared_once_each_night_after_one_o_clock(hours: int, *, compared: bool) -> None:
    world = a_world_with_a_fee()
    begin = world.now  # 09:00 in Vietnam
    if hours > 24:
        reconcile_due(world.store, world.providers, begin + 16 * HOUR)

    assert (MONDAY in days_due(world.store, begin + hours * HOUR)) is compared


def test_a_day_is_looked_at_on_four_nights_and_longer_while_it_has_a_case() -> None:
    world = a_world_with_a_fee()
    quiet = [MONDAY in night(world) for _ in range(6)]
    assert quiet == [True, True, True, True, False, False]

    world = a_world_with_a_fee()
    _, line = paid_by_transfer(world)
    statement(world, [misprinted(line, 151_000)])
    assert all(MONDAY in night(world) for _ in range(6))
