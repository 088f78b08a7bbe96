"""A refund that somebody made in the provider's dashboard: seen the next night, and booked."""

import pytest

from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from payments.backoffice.book_refund import book_refund
from payments.backoffice.money_owed import DiscrepancyNotThisWay
from payments.backoffice.resolve_discrepancy import ResolveDiscrepancy
from payments.domain.discrepancy import DiscrepancyOver
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.day_builders import a_world_with_a_fee, night
from tests.unit.payments.world import World


def refunded_at_stripe(amount: int) -> tuple[World, PaymentAttempt, str]:
    """The fee is paid by card, and somebody sent an amount back without us."""
    world = a_world_with_a_fee()
    payment = world.pay_by_card()
    account = world.stripe.account
    account.funds.create_refund(
        {"payment_intent": payment.charge, "amount": str(amount)}, account.intents
    )
    world.deliver()
    night(world)
    [case] = [c for c in world.stored("DISCREPANCY#") if c["state"] == "open"]
    assert (case["kind"], case["amount"], case["payment"]) == ("missing_here", -amount, payment.id)
    return world, payment, case["id"]


def command(case: str) -> ResolveDiscrepancy:
    return ResolveDiscrepancy(case, "one", "Hoàn trực tiếp ở cổng thanh toán")


@pytest.mark.parametrize("amount", [150_000, 50_000])
def test_it_is_booked_with_an_accountants_word(amount: int) -> None:
    world, payment, case = refunded_at_stripe(amount)

    resolved = book_refund(world.store, command(case), world.now)
    night(world)

    assert (resolved.state, resolved.by) == ("resolved", "one")
    assert world.store.book(payment.id).refundable("fees") == 150_000 - amount
    assert world.cases() == []
    assert balances(world).get("at:stripe", 0) == 150_000 - amount
    assert books_agree(world)


def test_it_is_booked_once() -> None:
    world, _, case = refunded_at_stripe(50_000)
    book_refund(world.store, command(case), world.now)

    with pytest.raises(DiscrepancyOver):
        book_refund(world.store, command(case), world.now)

    assert books_agree(world)


def test_another_discrepancy_can_not_be_booked_so() -> None:
    world = a_world_with_a_fee()
    world.bank.receive("113366668888", 5_000, "ung ho")
    world.deliver()
    [case] = world.stored("DISCREPANCY#")

    with pytest.raises(DiscrepancyNotThisWay):
        book_refund(world.store, command(case["id"]), world.now)


def test_more_than_is_there_can_not_be_booked() -> None:
    world, payment, case = refunded_at_stripe(150_000)

    request_refund(
        world.store,
        world.providers,
        RequestRefund(new_ulid(world.now), payment.id, 100_000, "x", "two", 150_000),
        world.now,
    )

    with pytest.raises(ServiceError) as refused:
        book_refund(world.store, command(case), world.now)
    assert refused.value.code == "refund_too_large"


def test_an_accountant_books_it_by_the_route() -> None:
    world, _, case = refunded_at_stripe(50_000)
    body = {"how": "booked", "reason": "Hoàn ở cổng thanh toán"}

    response = ApiWorld(world).ask(
        "POST", f"/v1/discrepancies/{case}/resolution", "accountant", body
    )

    assert (response.status, response.body["state"]) == (201, "resolved")
    assert books_agree(world)
