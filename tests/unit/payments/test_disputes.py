"""Disputes: the payer's bank takes money out and may give it back, told in any order."""

from datetime import timedelta
from itertools import permutations

import pytest

from local.stripe_double.objects import Json, new_id
from tests.unit.payments.balance import balances, books_agree
from tests.unit.payments.till import Till


def a_dispute(till: Till) -> str:
    """The payer of a paid fee disputes; nobody has heard of it. The dispute's id."""
    till.file()
    payment = till.pay_by_card()
    dispute: str = till.stripe.account.dispute(payment.charge or "")["id"]
    return dispute


def told_in(till: Till, order: tuple[int, ...]) -> None:
    told = list(till.held)
    till.held.clear()
    till.held.extend(told[n] for n in order)
    till.deliver()


def test_a_dispute_takes_the_money_out_and_opens_a_case() -> None:
    till = Till()
    a_dispute(till)

    till.deliver()

    assert till.cases() == ["dispute"]
    assert balances(till) == {"disputed": 150_000, "fees": -150_000}
    assert till.told.count("fee.disputed") == 1
    assert till.fee.state == "settled"
    assert books_agree(till)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_a_dispute_that_is_won_leaves_no_case_in_any_order(order: tuple[int, ...]) -> None:
    till = Till()
    dispute = a_dispute(till)
    till.stripe.account.close_dispute(dispute, won=True)

    told_in(till, order)

    assert till.cases() == []
    assert till.cases("resolved") == ["dispute"]
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}
    assert till.told.count("fee.disputed") == 1
    assert books_agree(till)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_dispute_that_is_lost_stays_a_case_in_any_order(order: tuple[int, ...]) -> None:
    till = Till()
    dispute = a_dispute(till)
    till.stripe.account.close_dispute(dispute, won=False)

    told_in(till, order)

    assert till.cases() == ["dispute"]
    assert balances(till) == {"fees": -150_000, "lost": 150_000}
    assert books_agree(till)


def test_the_same_withdrawal_told_by_two_events_is_booked_once() -> None:
    till = Till()
    a_dispute(till)
    withdrawn = till.held[1]
    till.held.append(withdrawn | {"id": new_id("evt_")})

    till.deliver()

    assert balances(till)["disputed"] == 150_000


def test_a_dispute_told_in_another_currency_is_a_case_and_no_dong() -> None:
    till = Till()
    a_dispute(till)
    for told in till.held:
        told["data"]["object"] |= {"currency": "usd", "amount": 600}

    till.deliver()

    assert [(case["kind"], case["amount"]) for case in till.stored("CASE#")] == [("dispute", 0)]
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}
    assert till.told.count("fee.disputed") == 1


def test_an_inquiry_that_took_no_money_leaves_no_case() -> None:
    till = Till()
    a_dispute(till)
    opened = till.held[0]
    till.held.clear()
    closed: Json = opened | {"id": new_id("evt_"), "type": "charge.dispute.closed"}
    closed["data"] = {"object": opened["data"]["object"] | {"status": "warning_closed"}}
    till.held.extend([opened, closed])

    till.deliver()

    assert till.cases() == []
    assert balances(till)["at:stripe"] == 150_000


def a_dispute_before_its_payment(till: Till) -> None:
    till.file()
    intent = till.stripe.account.pay(till.start().session or "")["payment_intent"]
    paid = list(till.held)
    till.held.clear()
    till.stripe.account.dispute(intent)
    told_in(till, (1, 0))
    till.held.extend(paid)


def test_a_dispute_told_before_the_payment_waits_for_it() -> None:
    till = Till()
    a_dispute_before_its_payment(till)
    assert till.cases() == []

    till.deliver()
    till.sweep()

    assert till.cases() == ["dispute"]
    assert balances(till) == {"disputed": 150_000, "fees": -150_000}
    assert till.told.count("fee.disputed") == 1


def test_a_dispute_about_money_that_we_never_heard_of_is_a_case_after_three_days() -> None:
    till = Till()
    a_dispute_before_its_payment(till)
    till.held.clear()
    till.now += timedelta(days=4)

    till.sweep()

    assert {state["result"] for state in till.stored("PROVIDER#")} == {"dispute"}
    assert till.cases() == ["dispute"]
    assert till.inbox.drain_oldest() == 0


def test_a_case_of_a_dispute_names_the_payment_once_that_is_known() -> None:
    till = Till()
    a_dispute_before_its_payment(till)
    paid = list(till.held)
    till.held.clear()
    till.now += timedelta(days=4)
    till.sweep()
    (unnamed,) = till.stored("CASE#")
    till.held.extend(paid)
    till.deliver()

    till.stripe.account.close_dispute(unnamed["id"].partition(".")[2], won=False)
    till.deliver()

    (named,) = till.stored("CASE#")
    assert unnamed["payment"] is None
    assert (named["payment"], named["fee"]) == (till.fee.payment, till.fee.id)
    assert books_agree(till)


def test_a_dispute_that_was_heard_days_late_and_before_its_payment_was_lost_from_the_ledger() -> (
    None
):
    till = Till()
    till.file()
    payment = till.start()
    session = till.stripe.account.pay(payment.session or "")
    paid = list(till.held)
    till.held.clear()
    till.stripe.account.dispute(session["payment_intent"])
    till.held.extend(paid)
    while till.held:
        till.webhook(till.held.popleft())
    till.now += timedelta(days=3)

    till.deliver()
    till.sweep()

    assert books_agree(till)
    assert till.cases() == ["dispute"]
    assert till.fee.state == "settled"
