"""Money that is not owed goes back by itself where the provider can send it."""

import pytest

from payments.backoffice import resolve_discrepancy
from payments.backoffice.money_owed import MoneyStillOwed
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy
from payments.backoffice.waive_or_void import VoidFee, waive_or_void
from payments.domain import fee as fees
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.approve import ApproveRefund, RefuseRefund, approve_refund, refuse_refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.world import MINUTE, World


def paid_twice(world: World) -> tuple[PaymentAttempt, PaymentAttempt]:
    """Two cards pay one fee: the provider was slow with the first."""
    world.file()
    first = world.start()
    world.stripe.account.pay_slowly(first.session or "")
    world.deliver()
    world.store.commit(
        [fees.release(world.store.active_attempt(world.fee.id))], at=world.now
    )  # as if the door had been open
    world.now += MINUTE
    second = world.pay_by_card()
    world.stripe.account.slow_outcome(first.session or "", good=True)
    world.deliver()
    return world.store.payment(first.id), second


def late(world: World) -> PaymentAttempt:
    """A slow card pays a fee that an official voided."""
    world.file()
    payment = world.start()
    world.stripe.account.pay_slowly(payment.session or "")
    world.deliver()
    world.store.commit([fees.release(world.store.active_attempt(world.fee.id))], at=world.now)
    command = VoidFee("01REQUEST", world.fee.id, "tính nhầm", "accountant")
    waive_or_void(world.store, world.providers, command, world.now)
    world.stripe.account.slow_outcome(payment.session or "", good=True)
    world.deliver()
    return world.store.payment(payment.id)


def test_the_second_card_gets_its_money_back_by_itself() -> None:
    world = World()

    first, second = paid_twice(world)

    assert (first.settled, first.overpaid) == (0, 150_000)
    assert (second.settled, second.overpaid) == (150_000, 0)
    assert [(r.state, r.payment, r.why) for r in world.refunds()] == [
        ("succeeded", first.id, "paid_twice")
    ]
    assert world.cases() == []
    assert world.cases("resolved") == ["paid_twice"]
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert books_agree(world)
    assert len(world.receipts) == 1
    assert world.fee.state == "settled"


def test_a_card_that_pays_a_void_fee_gets_its_money_back_by_itself() -> None:
    world = World()

    payment = late(world)

    assert payment.state == "paid"
    assert world.cases("resolved") == ["paid_late"]
    assert balances(world) == {}
    assert books_agree(world)
    assert world.receipts == []


def test_an_overpayment_whose_refund_fails_later_opens_its_case_again() -> None:
    world = World()
    paid_twice(world)

    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()

    assert world.cases() == ["paid_twice", "refund_failed"]
    assert balances(world) == {"at:stripe": 300_000, "fees": -150_000, "overpayments": -150_000}
    assert books_agree(world)


def test_an_official_who_sends_it_again_closes_both_cases() -> None:
    world = World()
    first, _ = paid_twice(world)
    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()
    failed = world.refunds()[0]

    command = RequestRefund(
        "01AGAIN", first.id, 150_000, "gửi lại", "an", 150_000, f"refund_failed.{failed.id}"
    )
    request_refund(world.store, world.providers, command, world.now)
    world.deliver()

    assert world.cases() == []
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}


def test_what_an_official_sends_comes_out_of_the_overpayment_first() -> None:
    world = World()
    world.file()
    payment = world.start(method="transfer")
    world.transfer(payment, 200_000)
    world.deliver()

    command = RequestRefund("01WISH", payment.id, 50_000, "thừa", "an", 200_000)
    refund = request_refund(world.store, world.providers, command, world.now)

    assert refund.origin == "overpayments"


@pytest.mark.parametrize("who", ["an", "binh"])
def test_an_overpayment_of_a_transfer_waits_for_two_officials(who: str) -> None:
    world = World()
    world.file()
    world.transfer(world.start(method="transfer"), 200_000)
    world.deliver()
    (refund,) = world.refunds()

    approve_refund(world.store, ApproveRefund(refund.id, who), world.now)
    world.deliver()

    assert world.refunds()[0].state == "requested"
    assert world.cases() == ["overpaid"]
    assert balances(world)["overpayments"] == -50_000


def test_an_overpayment_that_went_back_by_another_refund_can_be_explained() -> None:
    world = World()
    world.file()
    payment = world.start(method="transfer")
    world.transfer(payment, 200_000)
    world.deliver()
    (by_itself,) = world.refunds()
    other = request_refund(
        world.store,
        world.providers,
        RequestRefund("01OTHER", payment.id, 50_000, "thừa", "an", 200_000),
        world.now,
    )
    refuse_refund(world.store, RefuseRefund(by_itself.id, "binh", "đã có khoản khác"), world.now)
    [case] = [case["id"] for case in world.stored("DISCREPANCY#") if case["kind"] == "overpaid"]
    explained = ResolveDiscrepancy(case, "chi", "đã hoàn bằng khoản khác")

    approve_refund(world.store, ApproveRefund(other.id, "binh"), world.now)
    with pytest.raises(MoneyStillOwed):  # agreed to, and not sent yet
        resolve_discrepancy.explain(world.store, explained, world.now)
    world.send_back(other)
    world.deliver()

    assert resolve_discrepancy.explain(world.store, explained, world.now).state == "resolved"
    assert world.cases() == []


def test_a_refused_overpayment_stays_owed_and_its_case_open() -> None:
    world = World()
    world.file()
    world.transfer(world.start(method="transfer"), 200_000)
    world.deliver()
    (refund,) = world.refunds()

    refuse_refund(world.store, RefuseRefund(refund.id, "an", "chờ xác minh"), world.now)
    world.deliver()

    assert world.cases() == ["overpaid"]
    assert balances(world)["overpayments"] == -50_000
