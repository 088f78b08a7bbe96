"""Refunds: by rule, by officials, and what happens when they fail."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from contracts.casework import (
    CaseAccepted,
    CaseFeeAssessed,
    CaseRefused,
    CaseStopped,
    CaseWithdrawn,
)
from contracts.intake import DossierFiled
from contracts.terms import Due, QuoteLine
from kit.core.model import Event
from payments.backoffice import cash
from payments.domain import refund as refunds
from payments.domain.payment_attempt import Payment
from payments.domain.refund import Refund, RefundDecided, RefundTooLarge, SameEyes
from payments.providers.stripe.checkout import MOST_REQUESTS
from payments.refunds import send
from payments.refunds.send import RefundableMoved, RefundWish
from tests.story import filed
from tests.unit.payments.balance import balances, books_agree
from tests.unit.payments.till import Till

SOURCE = "Nghị quyết 12/2024"
ENDS: dict[str, Event] = {
    "refused": CaseRefused(reason="x", ground="refused"),
    "not_started": CaseWithdrawn(reason="x", ground="not_started"),
    "stopped_by_agency": CaseStopped(reason="x", ground="stopped_by_agency"),
}


def line(amount: int, when: str = "never", source: str | None = SOURCE) -> QuoteLine:
    return QuoteLine.model_validate(
        {
            "rule": f"r{amount}",
            "name": "Phí",
            "amount": amount,
            "refund_when": when,
            "source": source,
        }
    )


def a_till(*lines: QuoteLine, pay: str = "before_acceptance") -> Till:
    """A dossier that owes these lines, or 150,000 đ."""
    till = Till()
    event: DossierFiled = filed(pay)  # type: ignore[arg-type]
    if lines:
        quote = event.quote.evolve(lines=lines, total=sum(each.amount for each in lines))
        event = event.evolve(quote=quote)
    till.hear(event)
    return till


def accept(till: Till) -> None:
    till.hear(CaseAccepted(at=till.now, due=Due(at=till.now, provisional=False), desk="desk-1"))


def by_transfer(till: Till) -> Payment:
    payment = till.start(method="transfer")
    till.transfer(payment)
    till.deliver()
    return till.store.payment(payment.id)


def wish(
    till: Till, amount: int, *, id: str = "01WISH", seen: int | None = None, case: str | None = None
) -> RefundWish:
    payment = till.fee.payment or ""
    there = till.store.book(payment).owed("fees") + till.store.book(payment).owed("surplus")
    return RefundWish(id, payment, amount, "nhầm", "an", there if seen is None else seen, case)


def ask(till: Till, amount: int, **named: object) -> Refund:
    return send.ask(till.store, wish(till, amount, **named), till.now)  # type: ignore[arg-type]


@pytest.mark.parametrize("rule", [*ENDS, "never"])
@pytest.mark.parametrize("ground", ENDS)
def test_a_rule_with_a_source_sends_money_back_on_its_own_ground_alone(
    rule: str, ground: str
) -> None:
    till = a_till(line(100_000, rule), line(50_000))
    till.pay_by_card()
    if ground == "stopped_by_agency":
        accept(till)

    till.hear(ENDS[ground])
    till.deliver()

    back = 100_000 if rule == ground else 0
    assert [(r.state, r.amount, r.by, r.why) for r in till.refunds()] == (
        [("succeeded", 100_000, "rule", ground)] if back else []
    )
    assert balances(till) == {"at:stripe": 150_000 - back, "fees": back - 150_000}
    assert till.cases() == []
    assert books_agree(till)
    assert len(till.receipts) == 1


def test_a_rule_without_a_source_is_a_case_and_sends_nothing() -> None:
    till = a_till(line(100_000, "refused", None), line(50_000, "refused"))
    till.pay_by_card()

    till.hear(ENDS["refused"])
    till.deliver()

    assert [r.amount for r in till.refunds()] == [50_000]
    assert [(c["kind"], c["amount"]) for c in till.stored("CASE#")] == [("refund_wanted", 100_000)]


def test_a_rule_sends_back_no_more_than_officials_left() -> None:
    till = a_till(line(150_000, "refused"))
    till.pay_by_card()
    ask(till, 60_000)
    till.deliver()

    till.hear(ENDS["refused"])
    till.deliver()

    assert sorted(r.amount for r in till.refunds()) == [60_000, 90_000]
    assert balances(till) == {}


def test_what_the_payers_bank_holds_back_is_left_to_an_official() -> None:
    till = a_till(line(150_000, "refused"))
    payment = till.pay_by_card()
    till.stripe.account.dispute(payment.charge or "")
    till.deliver()

    till.hear(ENDS["refused"])
    till.deliver()

    assert till.refunds() == []
    assert till.cases() == ["dispute", "refund_wanted"]


def test_both_fees_of_a_refused_dossier_go_back() -> None:
    till = a_till(line(150_000, "refused"))
    till.pay_by_card()
    accept(till)
    till.hear(CaseFeeAssessed(lines=(line(80_000, "refused"),), total=80_000, pay="now"))
    till.pay_by_card()

    till.hear(ENDS["refused"])
    till.deliver()

    assert sorted(r.amount for r in till.refunds()) == [80_000, 150_000]
    assert balances(till) == {}
    assert books_agree(till)


def test_a_rule_sends_a_transfer_back_by_hand_after_two_officials() -> None:
    till = a_till(line(150_000, "refused"))
    by_transfer(till)

    till.hear(ENDS["refused"])
    till.deliver()

    (refund,) = till.refunds()
    assert (refund.state, refund.needs, refund.by_hand) == ("asked", 2, True)
    assert till.cases() == ["refund_wanted"]
    send.approve(till.store, refund.id, "an", till.now)
    assert till.refunds()[0].state == "asked"
    send.approve(till.store, refund.id, "binh", till.now)
    till.send_back(refund)
    till.deliver()
    assert till.refunds()[0].state == "succeeded"
    assert till.cases() == []
    assert balances(till) == {}


@pytest.mark.parametrize(("amount", "needs"), [(1_000_000, 1), (1_000_001, 2)])
def test_above_the_limit_a_second_official_must_agree(amount: int, needs: int) -> None:
    till = a_till(line(2_000_000))
    till.pay_by_card()

    refund = ask(till, amount)
    till.deliver()

    assert refund.needs == needs
    assert till.refunds()[0].state == ("succeeded" if needs == 1 else "asked")
    assert balances(till)["fees"] == -2_000_000 + (amount if needs == 1 else 0)


def test_a_refund_in_parts_needs_a_second_official_once_the_parts_exceed_the_limit() -> None:
    till = a_till(line(5_000_000))
    payment = till.pay_by_card()

    for wished in ("01A", "01B"):
        ask(till, 600_000, id=wished, seen=till.store.book(payment.id).refundable("fees"))
        till.deliver()

    assert [(r.state, r.needs) for r in till.refunds()] == [("succeeded", 1), ("asked", 2)]
    assert balances(till)["fees"] == -4_400_000


def test_a_part_that_failed_does_not_count_against_the_limit() -> None:
    till = a_till(line(5_000_000))
    till.pay_by_card()
    ask(till, 600_000, id="01A")
    till.deliver()
    till.stripe.account.fail_refund(next(iter(till.stripe.account.funds.refunds)))
    till.deliver()

    assert ask(till, 600_000, id="01B").needs == 1


def test_the_second_official_is_another_one() -> None:
    till = a_till(line(2_000_000))
    till.pay_by_card()
    refund = ask(till, 2_000_000)

    with pytest.raises(SameEyes):
        send.approve(till.store, refund.id, "an", till.now)
    assert balances(till)["fees"] == -2_000_000

    send.approve(till.store, refund.id, "binh", till.now)
    till.deliver()
    assert balances(till) == {}
    with pytest.raises(RefundDecided):
        send.approve(till.store, refund.id, "chi", till.now)


def test_a_refused_refund_sends_nothing() -> None:
    till = a_till(line(2_000_000))
    till.pay_by_card()
    refund = ask(till, 2_000_000)

    send.refuse(till.store, refund.id, "binh", "không đúng", till.now)
    till.deliver()

    assert till.refunds()[0].state == "refused"
    assert balances(till) == {"at:stripe": 2_000_000, "fees": -2_000_000}
    with pytest.raises(RefundDecided):
        send.approve(till.store, refund.id, "chi", till.now)


@pytest.mark.parametrize(("amount", "seen"), [(1, 149_999), (1, 0), (150_001, 150_001)])
def test_an_official_who_saw_another_amount_is_told_so(amount: int, seen: int) -> None:
    till = a_till()
    till.pay_by_card()

    with pytest.raises(RefundableMoved):
        ask(till, amount, seen=seen)

    assert till.refunds() == []


def test_more_than_one_refund_can_carry_is_not_said_to_have_changed() -> None:
    till = a_till()
    till.pay_by_card()

    with pytest.raises(RefundTooLarge):
        ask(till, 150_001, seen=150_000)

    assert till.refunds() == []


def test_a_fee_and_its_surplus_asked_for_at_once_are_answered_with_what_each_can_be() -> None:
    till = a_till()
    payment = till.start(method="transfer")
    till.transfer(payment, 200_000)
    till.deliver()
    [by_itself] = till.refunds()
    send.refuse(till.store, by_itself.id, "chi", "nhầm", till.now)
    book = till.store.book(payment.id)
    assert (book.refundable("fees"), book.refundable("surplus")) == (150_000, 50_000)

    with pytest.raises(RefundTooLarge) as refused:
        ask(till, 200_000, seen=200_000)

    assert "150000 đồng of the fee, or 50000 đồng of the surplus" in refused.value.message("en")
    assert ask(till, 150_000, id="01A").origin == "fees"
    assert ask(till, 50_000, id="01B").origin == "surplus"


def test_two_refunds_that_together_exceed_the_payment_are_not_both_approved() -> None:
    till = a_till(line(2_000_000))
    till.pay_by_card()
    first, second = ask(till, 1_500_000, id="01A"), ask(till, 1_500_000, id="01B")
    send.approve(till.store, first.id, "binh", till.now)

    with pytest.raises(RefundableMoved):
        send.approve(till.store, second.id, "binh", till.now)
    till.deliver()

    assert balances(till)["fees"] == -500_000


def test_the_same_wish_again_is_the_same_refund() -> None:
    till = a_till()
    till.pay_by_card()

    assert ask(till, 100_000).id == ask(till, 100_000).id
    till.deliver()

    assert balances(till)["at:stripe"] == 50_000


def test_a_refund_whose_answer_was_lost_is_sent_once() -> None:
    till = a_till()
    till.pay_by_card()
    ask(till, 100_000)
    till.stripe.failures.extend(["lost", "lost"])
    till.relay()
    assert till.refunds()[0].state == "open"

    till.stripe.failures.clear()
    till.sweep()

    assert till.refunds()[0].state == "succeeded"
    assert len(till.stripe.account.funds.refunds) == 1
    till.deliver()
    assert books_agree(till)


def test_a_refund_without_an_answer_for_a_day_is_looked_up_before_it_is_sent_again() -> None:
    till = a_till()
    till.pay_by_card()
    ask(till, 100_000)
    payment = till.store.payment(till.fee.payment or "")
    refund = till.refunds()[0]
    ours = {"refund": refund.id, "payment": payment.id, "fee": payment.fee}
    till.stripe.account.create_refund(
        {"payment_intent": payment.charge, "amount": "100000", "metadata": ours}
    )  # nobody heard of it
    till.held.clear()
    till.store.commit([refunds.asking(refund, till.now)], at=till.now)
    till.now += timedelta(hours=25)

    till.sweep()

    assert till.refunds()[0].state == "succeeded"
    assert len(till.stripe.account.funds.refunds) == 1


def test_a_refund_heard_again_after_a_day_asks_stripe_no_more_often_than_the_inbox_has_time_for() -> (
    None
):
    till = a_till()
    till.pay_by_card()
    ask(till, 100_000)
    till.store.commit([refunds.asking(till.refunds()[0], till.now)], at=till.now)
    till.now += timedelta(hours=25)
    till.stripe.asked.clear()

    till.deliver()

    assert till.refunds()[0].state == "succeeded"
    assert len(till.stripe.asked) == MOST_REQUESTS


def test_a_refund_that_the_provider_refuses_is_a_case_and_the_money_is_owed_again() -> None:
    till = a_till()
    payment = till.pay_by_card()
    till.stripe.account.dispute(payment.charge or "")
    till.held.clear()  # we have not heard of the dispute
    ask(till, 150_000)

    till.deliver()

    assert [r.state for r in till.refunds()] == ["failed"]
    assert till.cases() == ["refund_failed"]
    assert balances(till)["fees"] == -150_000
    assert till.told.count("refund.failed") == 1


def test_a_refund_that_fails_after_it_succeeded_is_owed_again_and_opens_a_case() -> None:
    till = a_till()
    till.pay_by_card()
    ask(till, 150_000)
    till.deliver()
    (there,) = till.stripe.account.funds.refunds

    till.stripe.account.fail_refund(there)
    till.deliver()

    assert till.refunds()[0].state == "failed"
    assert till.cases() == ["refund_failed"]
    assert balances(till) == {"at:stripe": 150_000, "fees": -150_000}
    assert books_agree(till)


def test_a_second_refund_that_succeeds_closes_the_case_of_the_first() -> None:
    till = a_till()
    till.pay_by_card()
    ask(till, 150_000)
    till.deliver()
    till.stripe.account.fail_refund(next(iter(till.stripe.account.funds.refunds)))
    till.deliver()

    ask(till, 150_000, id="01AGAIN", case="refund_failed.01WISH")
    till.deliver()

    assert till.cases() == []
    assert till.cases("resolved") == ["refund_failed"]
    assert balances(till) == {}
    assert books_agree(till)


def test_a_refund_that_names_the_case_of_another_one_leaves_that_case_open() -> None:
    till = a_till()
    by_transfer(till)
    first = ask(till, 100_000, id="01FIRST")
    second = ask(till, 30_000, id="01SECOND", case=f"refund_wanted.{first.id}")
    send.approve(till.store, second.id, "binh", till.now)
    till.send_back(second)

    till.deliver()

    assert [case["id"] for case in till.stored("CASE#") if case["state"] == "open"] == [
        "refund_wanted.01FIRST"
    ]


def test_a_slow_refund_is_done_when_the_provider_says_so() -> None:
    till = a_till()
    till.pay_by_card()
    till.stripe.account.funds.hold = True
    ask(till, 150_000)
    till.deliver()
    assert till.refunds()[0].state == "open"
    assert balances(till) == {"at:stripe": 150_000, "refunding": -150_000}

    till.stripe.account.settle_refund(till.refunds()[0].there or "")
    till.held.clear()
    till.now += timedelta(minutes=31)
    till.sweep()

    assert till.refunds()[0].state == "succeeded"
    assert balances(till) == {}


def test_cash_goes_back_by_hand_after_two_officials() -> None:
    till = a_till()
    cash.take_cash(till.store, cash.Taken("01CASH", till.fee.id, "cashier"), till.now)

    refund = ask(till, 150_000)
    till.deliver()

    assert (refund.state, refund.by_hand, refund.needs) == ("asked", True, 2)
    assert till.cases() == ["refund_wanted"]


@pytest.mark.parametrize("first", [by_transfer, Till.pay_by_card])
def test_a_refund_does_not_take_the_receipt_back(first: Callable[[Till], Payment]) -> None:
    till = a_till()
    first(till)
    before = till.receipts

    ask(till, 150_000)
    till.deliver()

    assert till.receipts == before
    assert till.fee.state == "settled"
