"""The desk: cash, waivers and voids meet tries that are open, paid or under way."""

from collections.abc import Callable
from datetime import datetime

import pytest

from payments.backoffice import cash
from payments.backoffice.cash import Ended, Taken
from payments.domain.fee import Fee, FeeNotDue
from payments.domain.payment_attempt import Payment, PaymentProcessing
from payments.providers.bank import reference
from payments.providers.port import ProviderUnavailable
from payments.refunds import send
from payments.refunds.send import RefundWish
from payments.repository import Store
from payments.settlement.overpayment import reference_pointer
from tests.unit.payments.balance import balances, books_agree
from tests.unit.payments.till import MINUTE, Till

Decides = Callable[[Till], Fee | Payment]


def takes(till: Till, payment: str = "01CASH") -> Payment:
    return cash.take_cash(till.store, Taken(payment, till.fee.id, "cashier"), till.now)


def waives(till: Till, request: str = "01REQUEST") -> Fee:
    return cash.waive(till.store, Ended(request, till.fee.id, "hộ nghèo", "accountant"), till.now)


def voids(till: Till, request: str = "01REQUEST") -> Fee:
    return cash.void(till.store, Ended(request, till.fee.id, "tính nhầm", "accountant"), till.now)


def test_cash_settles_the_fee_with_a_receipt() -> None:
    till = Till()
    till.file()

    payment = takes(till)

    assert (payment.state, payment.method, payment.taken_by) == ("paid", "cash", "cashier")
    assert till.fee.state == "settled"
    assert balances(till) == {"at:desk": 150_000, "fees": -150_000}
    assert [r.method for r in till.receipts] == ["cash"]


def test_the_same_cash_told_twice_is_taken_once() -> None:
    till = Till()
    till.file()

    assert takes(till) == takes(till)

    assert balances(till)["at:desk"] == 150_000


def test_other_cash_for_a_settled_fee_is_not_taken() -> None:
    till = Till()
    till.file()
    takes(till)

    with pytest.raises(FeeNotDue):
        takes(till, "01OTHER")

    assert balances(till)["at:desk"] == 150_000


def test_cash_is_not_taken_where_a_card_paid_while_the_payer_stood_at_the_desk() -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")

    with pytest.raises(FeeNotDue):
        takes(till)
    till.deliver()

    assert till.fee.method == "card"
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}
    assert till.cases() == []


def test_cash_is_not_taken_where_a_transfer_is_told_just_then(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    till = Till()
    till.file()
    till.transfer(till.start(method="transfer"))
    free_to_decide = cash.free_to_decide

    def meeting(store: Store, fee: str, at: datetime) -> Fee:
        found = free_to_decide(store, fee, at)
        till.deliver()
        return found

    monkeypatch.setattr(cash, "free_to_decide", meeting)
    with pytest.raises(FeeNotDue):
        takes(till)

    assert till.fee.method == "transfer"
    assert balances(till) == {"at:bank": 150_000, "fees": -150_000}
    assert till.cases() == []


@pytest.mark.parametrize("method", ["card", "transfer"])
@pytest.mark.parametrize(
    ("decides", "state"), [(takes, "settled"), (waives, "waived"), (voids, "void")]
)
def test_an_open_try_is_closed_before_an_official_decides(
    decides: Decides, state: str, method: str
) -> None:
    till = Till()
    till.file()
    payment = till.start(method=method)  # type: ignore[arg-type]
    till.now += MINUTE

    decides(till)
    till.deliver()

    assert till.fee.state == state
    assert till.store.payment(payment.id).state == "cancelled"
    assert not [s for s in till.stripe.account.sessions.values() if s["status"] == "open"]


@pytest.mark.parametrize("decides", [takes, waives, voids])
def test_nothing_is_decided_while_a_payment_is_under_way(decides: Decides) -> None:
    till = Till()
    till.file()
    till.stripe.account.pay_slowly(till.start().session or "")

    with pytest.raises(PaymentProcessing):
        decides(till)

    assert till.fee.state == "due"


@pytest.mark.parametrize("decides", [takes, waives, voids])
def test_nothing_is_decided_while_the_provider_is_silent(decides: Decides) -> None:
    till = Till()
    till.file()
    till.start()
    till.stripe.failures.append("lost")

    with pytest.raises(ProviderUnavailable):
        decides(till)

    assert till.fee.state == "due"


@pytest.mark.parametrize("decides", [waives, voids])
def test_a_paid_fee_is_neither_waived_nor_voided(decides: Decides) -> None:
    till = Till()
    till.file()
    till.pay_by_card()

    with pytest.raises(FeeNotDue):
        decides(till)


@pytest.mark.parametrize("ends", [waives, voids])
def test_who_asks_again_after_the_answer_was_lost_gets_the_same_answer(
    ends: Callable[..., Fee],
) -> None:
    till = Till()
    till.file()

    assert ends(till) == ends(till)

    assert len([kind for kind in till.told if kind in ("fee.waived", "fee.voided")]) == 1
    with pytest.raises(FeeNotDue):
        ends(till, "01ANOTHER")


def test_a_refund_whose_reference_is_taken_gets_another_one() -> None:
    till = Till()
    till.file()
    payment = takes(till)
    taken = reference_pointer(reference.new("01REFUND"), payment=payment.id)
    till.store.aggregates.table.write([taken])

    asked = send.ask(
        till.store, RefundWish("01REFUND", payment.id, 1_000, "nhầm", "an", 150_000), till.now
    )

    assert asked.reference == reference.new("01REFUND", 1)
    assert till.store.named_by([asked.reference]) == asked


@pytest.mark.parametrize("decides", [waives, voids])
def test_a_transfer_for_a_fee_that_an_official_ended_goes_back(decides: Decides) -> None:
    till = Till()
    till.file()
    payment = till.start(method="transfer")
    decides(till)
    till.transfer(payment, 100_000)

    till.deliver()

    assert till.cases() == ["paid_late"]
    assert [r.amount for r in till.refunds()] == [100_000]
    assert books_agree(till)
