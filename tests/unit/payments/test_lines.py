"""Bank lines: what each kind of transfer does to the fee, the payer's money and the books."""

from datetime import timedelta

import pytest

from contracts.casework import CaseRefused
from local.bank_double.bank import Line
from payments.backoffice import cash
from payments.domain.payment_attempt import Payment
from payments.refunds import send
from tests.unit.payments.balance import balances, books_agree
from tests.unit.payments.till import ACCOUNT, MINUTE, Till

REFUSED = CaseRefused(reason="thiếu giấy tờ", ground="refused")
PAID = {"at:bank": 150_000, "fees": -150_000}


def a_till() -> tuple[Till, Payment]:
    """A fee of 150,000 đ and a code to pay it by transfer."""
    till = Till()
    till.file()
    return till, till.start(method="transfer")


def results(till: Till) -> list[str]:
    return [state["result"] for state in till.stored("PROVIDER#bank:")]


def test_the_exact_amount_settles_the_fee() -> None:
    till, payment = a_till()
    till.transfer(payment)

    till.deliver()

    assert till.fee.state == "settled"
    assert (till.fee.method, till.fee.payment) == ("transfer", payment.id)
    assert balances(till) == PAID
    assert len(till.receipts) == 1
    assert till.cases() == []
    assert till.store.slot(till.fee.id).payment is None


def test_the_exact_amount_settles_the_fee_though_it_comes_late() -> None:
    till, payment = a_till()
    till.now += timedelta(days=2)
    till.sweep()
    assert till.store.payment(payment.id).state == "expired"
    till.transfer(payment)

    till.deliver()

    assert till.fee.state == "settled"
    assert balances(till) == PAID


def test_money_for_a_fee_that_another_try_settled_is_surplus_and_a_case() -> None:
    till, payment = a_till()
    till.now += MINUTE
    till.pay_by_card()
    till.transfer(payment)

    till.deliver()

    assert balances(till, payment.id) == {"at:bank": 150_000, "surplus": -150_000}
    assert till.cases() == ["paid_twice"]
    assert till.fee.surplus == 150_000
    assert [(r.state, r.by_hand, r.needs) for r in till.refunds()] == [("asked", True, 2)]
    assert len(till.receipts) == 1
    assert books_agree(till)


@pytest.mark.parametrize("amount", [150_000, 149_999, 1, 200_000])
def test_money_for_a_void_fee_is_surplus_however_little_it_is(amount: int) -> None:
    till, payment = a_till()
    till.hear(REFUSED)
    till.transfer(payment, amount)

    till.deliver()

    assert balances(till) == {"at:bank": amount, "surplus": -amount}
    assert till.cases() == ["paid_late"]
    assert till.fee.state == "void"
    assert till.receipts == []


def test_more_than_the_fee_settles_it_and_the_rest_is_surplus() -> None:
    till, payment = a_till()
    till.transfer(payment, 170_000)

    till.deliver()

    assert (till.fee.state, till.fee.surplus) == ("settled", 20_000)
    assert balances(till) == {"at:bank": 170_000, "fees": -150_000, "surplus": -20_000}
    assert till.cases() == ["overpaid"]
    assert till.event("payment.paid") | {"fee": ""} == {
        "fee": "",
        "method": "transfer",
        "amount": 170_000,
        "kept": 150_000,
        "surplus": 20_000,
    }


def test_less_than_the_fee_is_a_case_and_the_fee_stays_due() -> None:
    till, payment = a_till()
    till.transfer(payment, 149_999)

    till.deliver()

    assert till.fee.state == "due"
    assert balances(till) == {"at:bank": 149_999, "unallocated": -149_999}
    assert till.cases() == ["underpaid"]
    assert till.stored("CASE#")[0]["expected"] == 150_000


def test_who_sends_too_little_and_then_all_has_paid_and_the_little_stays_a_case() -> None:
    till, payment = a_till()
    till.transfer(payment, 50_000)
    till.deliver()
    till.transfer(payment)

    till.deliver()

    assert till.fee.state == "settled"
    assert balances(till) == {"at:bank": 200_000, "fees": -150_000, "unallocated": -50_000}
    assert till.cases() == ["underpaid"]


def test_the_same_line_told_twice_counts_once() -> None:
    till, payment = a_till()
    line = till.transfer(payment)
    till.bank_says(line)
    till.bank_says(line, line)

    till.deliver()
    till.deliver()

    assert balances(till) == PAID
    assert till.told.count("provider.notified") == 1
    assert till.cases() == []


def test_the_same_reference_used_again_is_surplus() -> None:
    till, payment = a_till()
    till.transfer(payment)
    till.transfer(payment, 30_000)

    till.deliver()

    assert balances(till) == {"at:bank": 180_000, "fees": -150_000, "surplus": -30_000}
    assert till.cases() == ["paid_twice"]
    assert results(till) == ["pay", "paid_twice"]
    assert till.store.payment(payment.id).surplus == till.fee.surplus == 30_000


@pytest.mark.parametrize("keep", [0, 6, 11])
def test_a_cut_text_is_matched_by_nobody_but_an_official(keep: int) -> None:
    till, payment = a_till()
    till.transfer(payment, text=f"CK {(payment.reference or '')[:keep]}")

    till.deliver()

    assert till.fee.state == "due"
    assert balances(till) == {"at:bank": 150_000, "unallocated": -150_000}
    assert till.cases() == ["unmatched_transfer"]


def test_one_text_that_names_two_tries_pays_the_first() -> None:
    till, first = a_till()
    till.now += MINUTE
    second = till.start(method="transfer")
    till.transfer(second, text=f"{first.reference} {second.reference}")

    till.deliver()

    assert till.fee.payment == first.id
    assert till.store.payment(second.id).state == "cancelled"
    assert balances(till) == PAID


def test_what_a_bank_tells_of_people_is_sealed() -> None:
    till, payment = a_till()
    till.transfer(payment, text=f"{payment.reference} NGUYEN THI AN hoc phi")

    till.deliver()

    stored = [item.doc for item in till.transport.items.values() if "NGUYEN THI AN" in item.doc]
    assert stored == []
    assert till.fee.state == "settled"


def test_money_of_another_currency_is_a_case_and_no_dong() -> None:
    till, payment = a_till()
    line = till.transfer(payment)
    till.lines.clear()
    foreign = {**line.told(), "currency": "USD"}
    till.bank_says(type("Foreign", (), {"told": lambda _: foreign})())

    till.deliver()

    assert till.fee.state == "due"
    assert balances(till) == {}
    assert till.cases() == ["unmatched_transfer"]


def an_asked_refund(till: Till) -> Line:
    """Two officials agree to send 150,000 đ of a paid transfer back; the bank's line of it."""
    payment = till.fee.payment or ""
    wish = send.RefundWish("01REFUND", payment, 150_000, "nhầm", "an", 150_000)
    refund = send.ask(till.store, wish, till.now)
    return till.send_back(send.approve(till.store, refund.id, "binh", till.now))


def test_an_outgoing_line_closes_the_refund_that_it_names() -> None:
    till, payment = a_till()
    till.transfer(payment)
    till.deliver()
    an_asked_refund(till)
    assert till.cases() == ["refund_wanted"]

    till.deliver()

    assert [r.state for r in till.refunds()] == ["succeeded"]
    assert till.cases() == []
    assert balances(till) == {}
    assert len(till.receipts) == 1


@pytest.mark.parametrize("amount", [1, 149_999, 150_001])
def test_an_outgoing_line_of_another_amount_closes_nothing(amount: int) -> None:
    till, payment = a_till()
    till.transfer(payment)
    till.deliver()
    an_asked_refund(till)
    till.lines.clear()
    till.bank.lines.pop()
    till.send_back(till.refunds()[0], amount)

    till.deliver()

    assert [r.state for r in till.refunds()] == ["open"]
    assert till.cases() == ["refund_wanted", "unmatched_outgoing"]
    assert books_agree(till)


def test_an_outgoing_line_that_names_nothing_is_a_case() -> None:
    till, _ = a_till()
    till.bank.outgoing(ACCOUNT.account, 12_000, "PHI DICH VU")

    till.deliver()

    assert till.cases() == ["unmatched_outgoing"]
    assert balances(till) == {"at:bank": -12_000, "unallocated": 12_000}


def test_cash_that_goes_back_by_transfer_leaves_the_bank_not_the_desk() -> None:
    till = Till()
    till.file()
    cash.take_cash(till.store, cash.Taken("01CASH", till.fee.id, "cashier"), till.now)
    an_asked_refund(till)

    till.deliver()

    assert [r.state for r in till.refunds()] == ["succeeded"]
    assert balances(till) == {"at:bank": -150_000, "at:desk": 150_000}
    assert books_agree(till)


def test_a_line_with_a_slash_in_its_number_has_a_case_with_an_address() -> None:
    till, _ = a_till()
    line = till.bank.receive(ACCOUNT.account, 5_000, "ung ho")
    till.lines.clear()
    slashed = {**line.told(), "id": "FT/2026/11"}
    till.bank_says(type("Slashed", (), {"told": lambda _: slashed})())

    till.deliver()

    assert [case["id"] for case in till.stored("CASE#")] == ["unmatched_transfer.bank:FT~2026~11"]
