"""Bank lines: what each kind of transfer does to the fee, the payer's money and the books."""

from datetime import timedelta

import pytest

from contracts.casework import CaseRefused
from local.doubles.bank.bank import Line
from payments.backoffice import cash
from payments.domain.payment_attempt import PaymentAttempt
from payments.refunds.approve import ApproveRefund, approve_refund
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.world import ACCOUNT, MINUTE, World

REFUSED = CaseRefused(reason="thiếu giấy tờ", ground="refused")
PAID = {"at:bank": 150_000, "fees": -150_000}


def a_world() -> tuple[World, PaymentAttempt]:
    """A fee of 150,000 đ and a code to pay it by transfer."""
    world = World()
    world.file()
    return world, world.start(method="transfer")


def results(world: World) -> list[str]:
    return [state["result"] for state in world.stored("PROVIDER_EVENT#bank:")]


def test_the_exact_amount_settles_the_fee() -> None:
    world, payment = a_world()
    world.transfer(payment)

    world.deliver()

    assert world.fee.state == "settled"
    assert (world.fee.method, world.fee.payment) == ("transfer", payment.id)
    assert balances(world) == PAID
    assert len(world.receipts) == 1
    assert world.cases() == []
    assert world.store.active_attempt(world.fee.id).attempt is None


def test_the_exact_amount_settles_the_fee_though_it_comes_late() -> None:
    world, payment = a_world()
    world.now += timedelta(days=2)
    world.sweep()
    assert world.store.payment(payment.id).state == "expired"
    world.transfer(payment)

    world.deliver()

    assert world.fee.state == "settled"
    assert balances(world) == PAID


def test_money_for_a_fee_that_another_attempt_settled_is_an_overpayment_and_a_case() -> None:
    world, payment = a_world()
    world.now += MINUTE
    world.pay_by_card()
    world.transfer(payment)

    world.deliver()

    assert balances(world, payment.id) == {"at:bank": 150_000, "overpayments": -150_000}
    assert world.cases() == ["paid_twice"]
    assert world.fee.overpaid == 150_000
    assert [(r.state, r.manual, r.needs) for r in world.refunds()] == [("requested", True, 2)]
    assert len(world.receipts) == 1
    assert books_agree(world)


@pytest.mark.parametrize("amount", [150_000, 149_999, 1, 200_000])
def test_money_for_a_void_fee_is_an_overpayment_however_little_it_is(amount: int) -> None:
    world, payment = a_world()
    world.handle(REFUSED)
    world.transfer(payment, amount)

    world.deliver()

    assert balances(world) == {"at:bank": amount, "overpayments": -amount}
    assert world.cases() == ["paid_late"]
    assert world.fee.state == "void"
    assert world.receipts == []


def test_more_than_the_fee_settles_it_and_the_rest_is_an_overpayment() -> None:
    world, payment = a_world()
    world.transfer(payment, 170_000)

    world.deliver()

    assert (world.fee.state, world.fee.overpaid) == ("settled", 20_000)
    assert balances(world) == {"at:bank": 170_000, "fees": -150_000, "overpayments": -20_000}
    assert world.cases() == ["overpaid"]
    assert world.event("payment.paid") | {"fee": ""} == {
        "fee": "",
        "method": "transfer",
        "amount": 170_000,
        "kept": 150_000,
        "surplus": 20_000,
    }


def test_less_than_the_fee_is_a_case_and_the_fee_stays_due() -> None:
    world, payment = a_world()
    world.transfer(payment, 149_999)

    world.deliver()

    assert world.fee.state == "due"
    assert balances(world) == {"at:bank": 149_999, "unallocated": -149_999}
    assert world.cases() == ["underpaid"]
    assert world.stored("DISCREPANCY#")[0]["expected"] == 150_000


def test_who_sends_too_little_and_then_all_has_paid_and_the_little_stays_a_case() -> None:
    world, payment = a_world()
    world.transfer(payment, 50_000)
    world.deliver()
    world.transfer(payment)

    world.deliver()

    assert world.fee.state == "settled"
    assert balances(world) == {"at:bank": 200_000, "fees": -150_000, "unallocated": -50_000}
    assert world.cases() == ["underpaid"]


def test_the_same_line_received_twice_counts_once() -> None:
    world, payment = a_world()
    line = world.transfer(payment)
    world.bank_callback(line)
    world.bank_callback(line, line)

    world.deliver()
    world.deliver()

    assert balances(world) == PAID
    assert world.published.count("provider.notified") == 1
    assert world.cases() == []


def test_the_same_reference_used_again_is_an_overpayment() -> None:
    world, payment = a_world()
    world.transfer(payment)
    world.transfer(payment, 30_000)

    world.deliver()

    assert balances(world) == {"at:bank": 180_000, "fees": -150_000, "overpayments": -30_000}
    assert world.cases() == ["paid_twice"]
    assert results(world) == ["pay", "paid_twice"]
    assert world.store.payment(payment.id).overpaid == world.fee.overpaid == 30_000


@pytest.mark.parametrize("keep", [0, 6, 11])
def test_a_cut_text_is_matched_by_nobody_but_an_official(keep: int) -> None:
    world, payment = a_world()
    world.transfer(payment, text=f"CK {(payment.reference or '')[:keep]}")

    world.deliver()

    assert world.fee.state == "due"
    assert balances(world) == {"at:bank": 150_000, "unallocated": -150_000}
    assert world.cases() == ["unmatched_transfer"]


def test_one_text_that_names_two_tries_pays_the_first() -> None:
    world, first = a_world()
    world.now += MINUTE
    second = world.start(method="transfer")
    world.transfer(second, text=f"{first.reference} {second.reference}")

    world.deliver()

    assert world.fee.payment == first.id
    assert world.store.payment(second.id).state == "cancelled"
    assert balances(world) == PAID


def test_a_banks_data_of_people_are_sealed() -> None:
    world, payment = a_world()
    world.transfer(payment, text=f"{payment.reference} NGUYEN THI AN hoc phi")

    world.deliver()

    stored = [item.doc for item in world.transport.items.values() if "NGUYEN THI AN" in item.doc]
    assert stored == []
    assert world.fee.state == "settled"


def test_money_of_another_currency_is_a_case_and_no_dong() -> None:
    world, payment = a_world()
    line = world.transfer(payment)
    world.lines.clear()
    foreign = {**line.as_json(), "currency": "USD"}
    world.bank_callback(type("Foreign", (), {"as_json": lambda _: foreign})())

    world.deliver()

    assert world.fee.state == "due"
    assert balances(world) == {}
    assert world.cases() == ["unmatched_transfer"]


def a_requested_refund(world: World) -> Line:
    """Two officials agree to send 150,000 đ of a paid transfer back; the bank's line of it."""
    payment = world.fee.payment or ""
    command = RequestRefund("01REFUND", payment, 150_000, "nhầm", "an", 150_000)
    refund = request_refund(world.store, world.providers, command, world.now)
    return world.send_back(approve_refund(world.store, ApproveRefund(refund.id, "binh"), world.now))


def test_an_outgoing_line_closes_the_refund_that_it_names() -> None:
    world, payment = a_world()
    world.transfer(payment)
    world.deliver()
    a_requested_refund(world)
    assert world.cases() == ["refund_wanted"]

    world.deliver()

    assert [r.state for r in world.refunds()] == ["succeeded"]
    assert world.cases() == []
    assert balances(world) == {}
    assert len(world.receipts) == 1


@pytest.mark.parametrize("amount", [1, 149_999, 150_001])
def test_an_outgoing_line_of_another_amount_closes_nothing(amount: int) -> None:
    world, payment = a_world()
    world.transfer(payment)
    world.deliver()
    a_requested_refund(world)
    world.lines.clear()
    world.bank.lines.pop()
    world.send_back(world.refunds()[0], amount)

    world.deliver()

    assert [r.state for r in world.refunds()] == ["open"]
    assert world.cases() == ["refund_wanted", "unmatched_outgoing"]
    assert books_agree(world)


def test_an_outgoing_line_that_names_nothing_is_a_case() -> None:
    world, _ = a_world()
    world.bank.outgoing(ACCOUNT.account, 12_000, "PHI DICH VU")

    world.deliver()

    assert world.cases() == ["unmatched_outgoing"]
    assert balances(world) == {"at:bank": -12_000, "unallocated": 12_000}


def test_cash_that_goes_back_by_transfer_leaves_the_bank_not_the_desk() -> None:
    world = World()
    world.file()
    cash.take_cash(
        world.store, world.providers, cash.TakeCash("01CASH", world.fee.id, "cashier"), world.now
    )
    a_requested_refund(world)

    world.deliver()

    assert [r.state for r in world.refunds()] == ["succeeded"]
    assert balances(world) == {"at:bank": -150_000, "at:desk": 150_000}
    assert books_agree(world)


def test_a_line_with_a_slash_in_its_number_has_a_case_with_an_address() -> None:
    world, _ = a_world()
    line = world.bank.receive(ACCOUNT.account, 5_000, "ung ho")
    world.lines.clear()
    slashed = {**line.as_json(), "id": "FT/2026/11"}
    world.bank_callback(type("Slashed", (), {"as_json": lambda _: slashed})())

    world.deliver()

    assert [case["id"] for case in world.stored("DISCREPANCY#")] == [
        "unmatched_transfer.bank:FT~2026~11.261123"
    ]
