"""Money that is not owed goes back by itself where the provider can send it."""

import pytest

from payments.backoffice import cash, resolve_discrepancy
from payments.backoffice.resolve_discrepancy import Decision, MoneyStillOwed
from payments.domain import active_attempt as slots
from payments.domain.payment_attempt import Payment
from payments.refunds import send
from payments.refunds.send import RefundWish
from tests.unit.payments.balance import balances, books_agree
from tests.unit.payments.till import MINUTE, Till


def paid_twice(till: Till) -> tuple[Payment, Payment]:
    """Two cards pay one fee: the provider was slow with the first."""
    till.file()
    first = till.start()
    till.stripe.account.pay_slowly(first.session or "")
    till.deliver()
    till.store.commit(
        [slots.free(till.store.slot(till.fee.id))], at=till.now
    )  # as if the door had been open
    till.now += MINUTE
    second = till.pay_by_card()
    till.stripe.account.slow_outcome(first.session or "", good=True)
    till.deliver()
    return till.store.payment(first.id), second


def late(till: Till) -> Payment:
    """A slow card pays a fee that an official voided."""
    till.file()
    payment = till.start()
    till.stripe.account.pay_slowly(payment.session or "")
    till.deliver()
    till.store.commit([slots.free(till.store.slot(till.fee.id))], at=till.now)
    cash.void(till.store, cash.Ended("01REQUEST", till.fee.id, "tính nhầm", "accountant"), till.now)
    till.stripe.account.slow_outcome(payment.session or "", good=True)
    till.deliver()
    return till.store.payment(payment.id)


def test_the_second_card_gets_its_money_back_by_itself() -> None:
    till = Till()

    first, second = paid_twice(till)

    assert (first.kept, first.surplus) == (0, 150_000)
    assert (second.kept, second.surplus) == (150_000, 0)
    assert [(r.state, r.payment, r.why) for r in till.refunds()] == [
        ("succeeded", first.id, "paid_twice")
    ]
    assert till.cases() == []
    assert till.cases("resolved") == ["paid_twice"]
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}
    assert books_agree(till)
    assert len(till.receipts) == 1
    assert till.fee.state == "settled"


def test_a_card_that_pays_a_void_fee_gets_its_money_back_by_itself() -> None:
    till = Till()

    payment = late(till)

    assert payment.state == "paid"
    assert till.cases("resolved") == ["paid_late"]
    assert balances(till) == {}
    assert books_agree(till)
    assert till.receipts == []


def test_surplus_whose_refund_fails_later_opens_its_case_again() -> None:
    till = Till()
    paid_twice(till)

    till.stripe.account.fail_refund(next(iter(till.stripe.account.funds.refunds)))
    till.deliver()

    assert till.cases() == ["paid_twice", "refund_failed"]
    assert balances(till) == {"at:stripe": 300_000, "fees": -150_000, "surplus": -150_000}
    assert books_agree(till)


def test_an_official_who_sends_it_again_closes_both_cases() -> None:
    till = Till()
    first, _ = paid_twice(till)
    till.stripe.account.fail_refund(next(iter(till.stripe.account.funds.refunds)))
    till.deliver()
    failed = till.refunds()[0]

    wish = RefundWish(
        "01AGAIN", first.id, 150_000, "gửi lại", "an", 150_000, f"refund_failed.{failed.id}"
    )
    send.ask(till.store, wish, till.now)
    till.deliver()

    assert till.cases() == []
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}


def test_what_an_official_sends_comes_out_of_the_surplus_first() -> None:
    till = Till()
    till.file()
    payment = till.start(method="transfer")
    till.transfer(payment, 200_000)
    till.deliver()

    wish = RefundWish("01WISH", payment.id, 50_000, "thừa", "an", 200_000)
    refund = send.ask(till.store, wish, till.now)

    assert refund.origin == "surplus"


@pytest.mark.parametrize("who", ["an", "binh"])
def test_surplus_of_a_transfer_waits_for_two_officials(who: str) -> None:
    till = Till()
    till.file()
    till.transfer(till.start(method="transfer"), 200_000)
    till.deliver()
    (refund,) = till.refunds()

    send.approve(till.store, refund.id, who, till.now)
    till.deliver()

    assert till.refunds()[0].state == "asked"
    assert till.cases() == ["overpaid"]
    assert balances(till)["surplus"] == -50_000


def test_a_surplus_that_went_back_by_another_refund_can_be_explained() -> None:
    till = Till()
    till.file()
    payment = till.start(method="transfer")
    till.transfer(payment, 200_000)
    till.deliver()
    (by_itself,) = till.refunds()
    other = send.ask(
        till.store, RefundWish("01OTHER", payment.id, 50_000, "thừa", "an", 200_000), till.now
    )
    send.refuse(till.store, by_itself.id, "binh", "đã có khoản khác", till.now)
    [case] = [case["id"] for case in till.stored("CASE#") if case["kind"] == "overpaid"]
    explained = Decision(case, "chi", "đã hoàn bằng khoản khác")

    send.approve(till.store, other.id, "binh", till.now)
    with pytest.raises(MoneyStillOwed):  # agreed to, and not sent yet
        resolve_discrepancy.explain(till.store, explained, till.now)
    till.send_back(other)
    till.deliver()

    assert resolve_discrepancy.explain(till.store, explained, till.now).state == "resolved"
    assert till.cases() == []


def test_a_refused_surplus_stays_owed_and_its_case_open() -> None:
    till = Till()
    till.file()
    till.transfer(till.start(method="transfer"), 200_000)
    till.deliver()
    (refund,) = till.refunds()

    send.refuse(till.store, refund.id, "an", "chờ xác minh", till.now)
    till.deliver()

    assert till.cases() == ["overpaid"]
    assert balances(till)["surplus"] == -50_000
