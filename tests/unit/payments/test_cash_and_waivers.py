"""The desk: cash, waivers and voids meet tries that are open, paid or under way."""

from collections.abc import Callable

import pytest

from payments.backoffice import cash
from payments.backoffice.cash import TakeCash
from payments.backoffice.waive_or_void import VoidFee, WaiveFee, waive_or_void
from payments.domain.fee import Fee, FeeNotDue
from payments.domain.payment_attempt import PaymentAttempt, PaymentProcessing
from payments.providers.bank import reference
from payments.providers.port import PaymentProviderUnavailable
from payments.refunds.request import RequestRefund, request_refund
from payments.repository import attempt_reference
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.interrupted_repository import InterruptedRepository
from tests.unit.payments.world import MINUTE, World

Decides = Callable[[World], Fee | PaymentAttempt]


def takes(world: World, payment: str = "01CASH") -> PaymentAttempt:
    return cash.take_cash(
        world.store, world.providers, TakeCash(payment, world.fee.id, "cashier"), world.now
    )


def waives(world: World, request: str = "01REQUEST") -> Fee:
    command = WaiveFee(request, world.fee.id, "hộ nghèo", "accountant")
    return waive_or_void(world.store, world.providers, command, world.now)


def voids(world: World, request: str = "01REQUEST") -> Fee:
    command = VoidFee(request, world.fee.id, "tính nhầm", "accountant")
    return waive_or_void(world.store, world.providers, command, world.now)


def test_cash_settles_the_fee_with_a_receipt() -> None:
    world = World()
    world.file()

    payment = takes(world)

    assert (payment.state, payment.method, payment.taken_by) == ("paid", "cash", "cashier")
    assert world.fee.state == "settled"
    assert balances(world) == {"at:desk": 150_000, "fees": -150_000}
    assert [r.method for r in world.receipts] == ["cash"]


def test_the_same_cash_entered_twice_is_taken_once() -> None:
    world = World()
    world.file()

    assert takes(world) == takes(world)

    assert balances(world)["at:desk"] == 150_000


def test_other_cash_for_a_settled_fee_is_not_taken() -> None:
    world = World()
    world.file()
    takes(world)

    with pytest.raises(FeeNotDue):
        takes(world, "01OTHER")

    assert balances(world)["at:desk"] == 150_000


def test_cash_is_not_taken_where_a_card_paid_while_the_payer_stood_at_the_desk() -> None:
    world = World()
    world.file()
    world.stripe.account.pay(world.start().session or "")

    with pytest.raises(FeeNotDue):
        takes(world)
    world.deliver()

    assert world.fee.method == "card"
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert world.cases() == []


def test_cash_is_not_taken_where_a_transfer_is_reported_just_then() -> None:
    world = World()
    world.file()
    world.transfer(world.start(method="transfer"))
    interrupted = InterruptedRepository(world.table, world.vault)
    interrupted.after_free_lock = world.deliver

    command = TakeCash("01CASH", world.fee.id, "cashier")
    with pytest.raises(FeeNotDue):
        cash.take_cash(interrupted, world.providers, command, world.now)

    assert world.fee.method == "transfer"
    assert balances(world) == {"at:bank": 150_000, "fees": -150_000}
    assert world.cases() == []


@pytest.mark.parametrize("method", ["card", "transfer"])
@pytest.mark.parametrize(
    ("decides", "state"), [(takes, "settled"), (waives, "waived"), (voids, "void")]
)
def test_an_open_try_is_closed_before_an_official_decides(
    decides: Decides, state: str, method: str
) -> None:
    world = World()
    world.file()
    payment = world.start(method=method)  # type: ignore[arg-type]
    world.now += MINUTE

    decides(world)
    world.deliver()

    assert world.fee.state == state
    assert world.store.payment(payment.id).state == "cancelled"
    assert not [s for s in world.stripe.account.sessions.values() if s["status"] == "open"]


@pytest.mark.parametrize("decides", [takes, waives, voids])
def test_nothing_is_decided_while_a_payment_is_under_way(decides: Decides) -> None:
    world = World()
    world.file()
    world.stripe.account.pay_slowly(world.start().session or "")

    with pytest.raises(PaymentProcessing):
        decides(world)

    assert world.fee.state == "due"


@pytest.mark.parametrize("decides", [takes, waives, voids])
def test_nothing_is_decided_while_the_provider_is_silent(decides: Decides) -> None:
    world = World()
    world.file()
    world.start()
    world.stripe.failures.append("lost")

    with pytest.raises(PaymentProviderUnavailable):
        decides(world)

    assert world.fee.state == "due"


@pytest.mark.parametrize("decides", [waives, voids])
def test_a_paid_fee_is_neither_waived_nor_voided(decides: Decides) -> None:
    world = World()
    world.file()
    world.pay_by_card()

    with pytest.raises(FeeNotDue):
        decides(world)


@pytest.mark.parametrize("ends", [waives, voids])
def test_who_asks_again_after_the_answer_was_lost_gets_the_same_answer(
    ends: Callable[..., Fee],
) -> None:
    world = World()
    world.file()

    assert ends(world) == ends(world)

    assert len([kind for kind in world.published if kind in ("fee.waived", "fee.voided")]) == 1
    with pytest.raises(FeeNotDue):
        ends(world, "01ANOTHER")


def test_a_refund_whose_reference_is_taken_gets_another_one() -> None:
    world = World()
    world.file()
    payment = takes(world)
    taken = attempt_reference(reference.new("01REFUND"), payment.id)
    world.table.write([taken])

    refund = request_refund(
        world.store,
        world.providers,
        RequestRefund("01REFUND", payment.id, 1_000, "nhầm", "an", 150_000),
        world.now,
    )

    assert refund.reference == reference.new("01REFUND", 1)
    assert world.store.named_by([refund.reference]) == refund


@pytest.mark.parametrize("decides", [waives, voids])
def test_a_transfer_for_a_fee_that_an_official_ended_goes_back(decides: Decides) -> None:
    world = World()
    world.file()
    payment = world.start(method="transfer")
    decides(world)
    world.transfer(payment, 100_000)

    world.deliver()

    assert world.cases() == ["paid_late"]
    assert [r.amount for r in world.refunds()] == [100_000]
    assert books_agree(world)
