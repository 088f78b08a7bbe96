"""The ledger against the books of Stripe and the bank: what differs is a case, and ends by itself once it agrees."""

from dataclasses import replace
from datetime import timedelta

import pytest

from kit.core.ids import new_ulid
from payments.domain import discrepancy as cases
from payments.domain import ledger
from payments.domain import payment_attempt as payments
from payments.domain.discrepancy import Case
from payments.domain.ledger import Money
from payments.reconciliation.import_statement import take_in
from payments.reconciliation.provider_transactions import kept_on
from payments.reconciliation.run import due, reconcile, reconcile_due
from payments.refunds.send import RefundWish, ask
from tests.unit.payments.nights import (
    MONDAY,
    a_till_with_a_fee,
    day,
    misprinted,
    night,
    paid_by_transfer,
    signed,
    statement,
)
from tests.unit.payments.till import ACCOUNT, Till

HOUR = timedelta(hours=1)


def _only_case(till: Till) -> Case:
    [found] = [till.store.case(state["id"]) for state in till.stored("CASE#")]
    return found


def test_a_day_on_which_all_agrees_has_no_case() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()

    assert MONDAY in night(till)

    assert till.stored("CASE#") == []
    assert day(till).totals.balance("at:stripe") == 150_000
    assert [(body.agency, body.fees) for body in day(till).bodies] == [("H49.61.01", 150_000)]


def test_a_line_is_kept_once_with_what_stripe_settles_in_columns_of_its_own() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    night(till)
    reconcile(till.store, MONDAY, till.now)

    [kept] = kept_on(till.store, MONDAY)

    assert kept.line.amount == 150_000
    assert kept.line.settlement is not None
    assert kept.line.settlement.currency == "usd"
    assert kept.line.settlement.net == kept.line.settlement.amount - kept.line.settlement.fee
    assert kept.dossier == "H49.61.01-261123-0001"


def test_money_in_stripes_book_that_nobody_told_us_about_settles_the_fee() -> None:
    till = a_till_with_a_fee()
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()

    night(till)

    assert till.fee.state == "settled"
    assert len(till.receipts) == 1
    assert till.stored("CASE#") == []


def test_a_charge_of_nobody_we_know_is_a_case_until_we_know_it() -> None:
    till = a_till_with_a_fee()
    till.stripe.account.pay(till.start().session or "")
    [charge] = till.stripe.account.funds.charges.values()
    ours, charge["metadata"] = charge["metadata"], {}

    night(till)
    case = _only_case(till)
    assert (case.kind, case.amount, case.day) == ("missing_here", 150_000, "2026-11-23")

    charge["metadata"] = ours
    till.deliver()
    night(till)
    assert _only_case(till).state == "resolved"
    assert _only_case(till).by == "system"


def test_a_charge_in_another_currency_of_nobody_we_know_is_a_case_too() -> None:
    till = a_till_with_a_fee()
    till.stripe.account.pay(till.start().session or "")
    [charge] = till.stripe.account.funds.charges.values()
    charge |= {"metadata": {}, "currency": "usd", "amount": 600}
    till.held.clear()

    night(till)

    case = _only_case(till)
    assert (case.kind, case.amount) == ("missing_here", 0)


def test_money_of_another_currency_in_a_statement_is_one_case_and_no_dong() -> None:
    till = a_till_with_a_fee()
    rows = "Số giao dịch,Ngày giao dịch,Nội dung,Số tiền,Loại tiền\nFT-1,23/11/2026 08:00,nop le phi,100,USD\n"
    take_in(till.store, rows.encode(), account=ACCOUNT.account, by="accountant", at=till.now)
    till.relay()

    night(till)

    assert till.cases() == ["unmatched_transfer"]
    [kept] = kept_on(till.store, MONDAY)
    assert kept.line.amount == 0
    assert kept.line.settlement is not None
    assert (kept.line.settlement.currency, kept.line.settlement.net) == ("usd", 100)


def test_an_entry_that_stripes_book_lacks_is_a_case() -> None:
    till = a_till_with_a_fee()
    payment = till.start()
    money = Money("stripe", "pi_nowhere", 150_000, "vnd", till.now)
    entry = ledger.charge(money, payment.id, fee=payment.fee, kept=0, surplus=150_000)
    touched = replace(payments.touched(payment), extra_writes=(entry.write(),))
    till.store.commit([touched], at=till.now)

    night(till)

    case = _only_case(till)
    assert (case.kind, case.expected, case.payment) == ("missing_there", 150_000, payment.id)


def test_another_amount_at_stripe_is_a_case_of_both_amounts() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    [charge] = till.stripe.account.funds.charges.values()
    charge["amount"] = 140_000

    night(till)

    case = _only_case(till)
    assert (case.kind, case.amount, case.expected) == ("amount_differs", 140_000, 150_000)


@pytest.mark.parametrize("fails", [False, True])
def test_what_became_of_a_refund_without_a_word_is_found_in_the_book(*, fails: bool) -> None:
    till = a_till_with_a_fee()
    payment = till.pay_by_card()
    till.stripe.account.funds.hold = True
    ask(
        till.store,
        RefundWish(new_ulid(till.now), payment.id, 150_000, "withdrawn", "one", 150_000),
        till.now,
    )
    till.deliver()
    [refund] = till.refunds()
    till.stripe.account.settle_refund(refund.there or "")
    if fails:
        till.deliver()
        till.stripe.account.fail_refund(refund.there or "")
    till.held.clear()

    night(till)

    assert till.refunds()[0].state == ("failed" if fails else "succeeded")
    assert till.cases() == (["refund_failed"] if fails else [])


def test_a_refund_whose_success_was_heard_after_its_failure_differs_in_nothing() -> None:
    till = a_till_with_a_fee()
    payment = till.pay_by_card()
    till.stripe.account.funds.hold = True
    ask(
        till.store,
        RefundWish(new_ulid(till.now), payment.id, 150_000, "withdrawn", "one", 150_000),
        till.now,
    )
    till.deliver()
    there = till.refunds()[0].there or ""
    till.stripe.account.settle_refund(there)
    till.stripe.account.fail_refund(there)
    till.held.reverse()
    till.deliver()

    night(till)

    assert till.cases() == ["refund_failed"]


def test_transfers_of_a_day_without_a_statement_ask_for_it_and_are_content_once_it_came() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)

    night(till)
    assert till.cases() == ["statement_missing"]

    assert statement(till, [line]).known == 1
    reconcile_due(till.store, till.now)
    assert till.cases() == []


def test_a_line_that_only_the_statement_tells_settles_the_fee() -> None:
    till = a_till_with_a_fee()
    line = till.transfer(till.start(method="transfer"))
    till.lines.clear()

    taken = statement(till, [line])
    night(till)

    assert (taken.new, taken.lines) == (1, 1)
    assert till.fee.state == "settled"
    assert till.stored("CASE#") == []


def test_a_line_that_the_statement_lacks_is_a_case_until_a_corrected_one_has_it() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    other = till.bank.receive(line.account, 20_000, "khac")
    till.deliver()
    statement(till, [other])

    night(till)
    assert till.cases() == ["missing_there", "unmatched_transfer"]

    statement(till, [line, other])
    reconcile_due(till.store, till.now)
    assert till.cases() == ["unmatched_transfer"]


def test_a_line_that_the_statement_lacks_is_not_taken_for_another_with_a_slash_in_its_number() -> (
    None
):
    till = a_till_with_a_fee()
    numbered = [
        replace(till.bank.receive(ACCOUNT.account, 20_000, "khac"), id=number)
        for number in ("FT_1", "FT/1")
    ]
    till.lines.clear()
    till.bank_says(*numbered)
    till.relay()
    statement(till, [numbered[1]])

    night(till)

    assert till.cases() == ["missing_there", "unmatched_transfer", "unmatched_transfer"]


def test_another_amount_in_the_statement_is_a_case_until_it_is_corrected() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    statement(till, [misprinted(line, 151_000)])

    night(till)
    case = _only_case(till)
    assert (case.kind, case.amount, case.expected) == ("amount_differs", 151_000, 150_000)

    statement(till, [line])
    reconcile_due(till.store, till.now)
    assert _only_case(till).state == "resolved"


def test_the_same_statement_twice_changes_nothing() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    statement(till, [line])
    night(till)

    assert statement(till, [line]).new == 0
    reconcile_due(till.store, till.now)

    assert till.stored("CASE#") == []
    assert len(till.receipts) == 1


def test_what_an_official_explained_is_not_opened_again() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    [charge] = till.stripe.account.funds.charges.values()
    charge["amount"] = 140_000
    night(till)
    explained = cases.resolve(_only_case(till), by="accountant", reason="Stripe erred", at=till.now)
    till.store.commit([explained], at=till.now)

    night(till)

    assert _only_case(till).state == "resolved"


def test_what_ended_by_itself_opens_again_when_it_differs_again() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    for amount, state in ((151_000, "open"), (150_000, "resolved"), (152_000, "open")):
        statement(till, [misprinted(line, amount)])
        night(till)
        assert _only_case(till).state == state


def test_a_signed_case_ends_too_once_all_agrees() -> None:
    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    statement(till, [misprinted(line, 151_000)])
    night(till)
    signed(till, _only_case(till).id)

    statement(till, [line])
    night(till)

    assert _only_case(till).state == "resolved"


def test_a_day_whose_provider_does_not_answer_is_compared_by_the_next_run() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    till.stripe.failures.extend(["lost"] * 4)

    assert night(till) == []
    assert day(till).reconciled_at is None

    assert MONDAY in reconcile_due(till.store, till.now)


def test_a_day_is_compared_though_its_provider_was_silent_for_a_week() -> None:
    till = a_till_with_a_fee()
    till.pay_by_card()
    for _ in range(7):
        till.stripe.failures.extend(["lost"] * 100)
        assert MONDAY not in night(till)
    till.stripe.failures.clear()

    assert MONDAY in night(till)

    assert day(till).totals.balance("at:stripe") == 150_000
    assert MONDAY not in night(till)


@pytest.mark.parametrize(("hours", "compared"), [(15, False), (16, True), (39, False), (40, True)])
def test_days_are_compared_once_each_night_after_one_o_clock(hours: int, *, compared: bool) -> None:
    till = a_till_with_a_fee()
    begin = till.now  # 09:00 in Vietnam
    if hours > 24:
        reconcile_due(till.store, begin + 16 * HOUR)

    assert (MONDAY in due(till.store, begin + hours * HOUR)) is compared


def test_a_day_is_looked_at_on_four_nights_and_longer_while_it_has_a_case() -> None:
    till = a_till_with_a_fee()
    quiet = [MONDAY in night(till) for _ in range(6)]
    assert quiet == [True, True, True, True, False, False]

    till = a_till_with_a_fee()
    _, line = paid_by_transfer(till)
    statement(till, [misprinted(line, 151_000)])
    assert all(MONDAY in night(till) for _ in range(6))
