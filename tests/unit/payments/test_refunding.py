"""Refunds: by rule, by officials, and what happens when they fail."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

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
from contracts.testing.dossier_events import dossier_filed
from kit.core.model import Event
from payments.backoffice import cash
from payments.domain import refund as refunds
from payments.domain.payment_attempt import PaymentAttempt
from payments.domain.refund import Refund, RefundDecided, RefundTooLarge, SecondApproverRequired
from payments.providers.stripe.checkout import MOST_REQUESTS
from payments.refunds.approve import ApproveRefund, RefuseRefund, approve_refund, refuse_refund
from payments.refunds.request import RefundableChanged, RequestRefund, request_refund
from tests.unit.payments.balances import balances, books_agree
from tests.unit.payments.world import World

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


def a_world(*lines: QuoteLine, pay: str = "before_acceptance") -> World:
    """A dossier that owes these lines, or 150,000 đ."""
    world = World()
    event: DossierFiled = dossier_filed(pay)  # type: ignore[arg-type]
    if lines:
        quote = event.quote.evolve(lines=lines, total=sum(each.amount for each in lines))
        event = event.evolve(quote=quote)
    world.handle(event)
    return world


def accept(world: World) -> None:
    world.handle(
        CaseAccepted(at=world.now, due=Due(at=world.now, provisional=False), desk="desk-1")
    )


def by_transfer(world: World) -> PaymentAttempt:
    payment = world.start(method="transfer")
    world.transfer(payment)
    world.deliver()
    return world.store.payment(payment.id)


def command(
    world: World,
    amount: int,
    *,
    id: str = "01WISH",
    seen: int | None = None,
    discrepancy: str | None = None,
) -> RequestRefund:
    payment = world.fee.payment or ""
    there = world.store.book(payment).owed("fees") + world.store.book(payment).owed("overpayments")
    return RequestRefund(
        id, payment, amount, "nhầm", "an", there if seen is None else seen, discrepancy
    )


def ask(world: World, amount: int, **named: Any) -> Refund:
    return request_refund(world.store, world.providers, command(world, amount, **named), world.now)


@pytest.mark.parametrize("rule", [*ENDS, "never"])
@pytest.mark.parametrize("ground", ENDS)
def test_a_rule_with_a_source_sends_money_back_on_its_own_ground_alone(
    rule: str, ground: str
) -> None:
    world = a_world(line(100_000, rule), line(50_000))
    world.pay_by_card()
    if ground == "stopped_by_agency":
        accept(world)

    world.handle(ENDS[ground])
    world.deliver()

    back = 100_000 if rule == ground else 0
    assert [(r.state, r.amount, r.by, r.why) for r in world.refunds()] == (
        [("succeeded", 100_000, "rule", ground)] if back else []
    )
    assert balances(world) == {"at:stripe": 150_000 - back, "fees": back - 150_000}
    assert world.cases() == []
    assert books_agree(world)
    assert len(world.receipts) == 1


def test_a_rule_without_a_source_is_a_case_and_sends_nothing() -> None:
    world = a_world(line(100_000, "refused", None), line(50_000, "refused"))
    world.pay_by_card()

    world.handle(ENDS["refused"])
    world.deliver()

    assert [r.amount for r in world.refunds()] == [50_000]
    assert [(c["kind"], c["amount"]) for c in world.stored("DISCREPANCY#")] == [
        ("refund_wanted", 100_000)
    ]


def test_a_rule_sends_back_no_more_than_officials_left() -> None:
    world = a_world(line(150_000, "refused"))
    world.pay_by_card()
    ask(world, 60_000)
    world.deliver()

    world.handle(ENDS["refused"])
    world.deliver()

    assert sorted(r.amount for r in world.refunds()) == [60_000, 90_000]
    assert balances(world) == {}


def test_what_the_payers_bank_holds_back_is_left_to_an_official() -> None:
    world = a_world(line(150_000, "refused"))
    payment = world.pay_by_card()
    world.stripe.account.dispute(payment.charge or "")
    world.deliver()

    world.handle(ENDS["refused"])
    world.deliver()

    assert world.refunds() == []
    assert world.cases() == ["dispute", "refund_wanted"]


def test_both_fees_of_a_refused_dossier_go_back() -> None:
    world = a_world(line(150_000, "refused"))
    world.pay_by_card()
    accept(world)
    world.handle(CaseFeeAssessed(lines=(line(80_000, "refused"),), total=80_000, pay="now"))
    world.pay_by_card()

    world.handle(ENDS["refused"])
    world.deliver()

    assert sorted(r.amount for r in world.refunds()) == [80_000, 150_000]
    assert balances(world) == {}
    assert books_agree(world)


def test_a_rule_sends_a_transfer_back_by_hand_after_two_officials() -> None:
    world = a_world(line(150_000, "refused"))
    by_transfer(world)

    world.handle(ENDS["refused"])
    world.deliver()

    (refund,) = world.refunds()
    assert (refund.state, refund.needs, refund.manual) == ("requested", 2, True)
    assert world.cases() == ["refund_wanted"]
    approve_refund(world.store, ApproveRefund(refund.id, "an"), world.now)
    assert world.refunds()[0].state == "requested"
    approve_refund(world.store, ApproveRefund(refund.id, "binh"), world.now)
    world.send_back(refund)
    world.deliver()
    assert world.refunds()[0].state == "succeeded"
    assert world.cases() == []
    assert balances(world) == {}


@pytest.mark.parametrize(("amount", "needs"), [(1_000_000, 1), (1_000_001, 2)])
def test_above_the_limit_a_second_official_must_agree(amount: int, needs: int) -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()

    refund = ask(world, amount)
    world.deliver()

    assert refund.needs == needs
    assert world.refunds()[0].state == ("succeeded" if needs == 1 else "requested")
    assert balances(world)["fees"] == -2_000_000 + (amount if needs == 1 else 0)


def test_a_refund_in_parts_needs_a_second_official_once_the_parts_exceed_the_limit() -> None:
    world = a_world(line(5_000_000))
    payment = world.pay_by_card()

    for wished in ("01A", "01B"):
        ask(world, 600_000, id=wished, seen=world.store.book(payment.id).refundable("fees"))
        world.deliver()

    assert [(r.state, r.needs) for r in world.refunds()] == [("succeeded", 1), ("requested", 2)]
    assert balances(world)["fees"] == -4_400_000


def test_a_part_that_failed_does_not_count_against_the_limit() -> None:
    world = a_world(line(5_000_000))
    world.pay_by_card()
    ask(world, 600_000, id="01A")
    world.deliver()
    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()

    assert ask(world, 600_000, id="01B").needs == 1


def test_the_second_official_is_another_one() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    refund = ask(world, 2_000_000)

    with pytest.raises(SecondApproverRequired):
        approve_refund(world.store, ApproveRefund(refund.id, "an"), world.now)
    assert balances(world)["fees"] == -2_000_000

    approve_refund(world.store, ApproveRefund(refund.id, "binh"), world.now)
    world.deliver()
    assert balances(world) == {}
    with pytest.raises(RefundDecided):
        approve_refund(world.store, ApproveRefund(refund.id, "chi"), world.now)


def test_a_refused_refund_sends_nothing() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    refund = ask(world, 2_000_000)

    refuse_refund(world.store, RefuseRefund(refund.id, "binh", "không đúng"), world.now)
    world.deliver()

    assert world.refunds()[0].state == "refused"
    assert balances(world) == {"at:stripe": 2_000_000, "fees": -2_000_000}
    with pytest.raises(RefundDecided):
        approve_refund(world.store, ApproveRefund(refund.id, "chi"), world.now)


@pytest.mark.parametrize(("amount", "seen"), [(1, 149_999), (1, 0), (150_001, 150_001)])
def test_an_official_who_saw_another_amount_learns_of_it(amount: int, seen: int) -> None:
    world = a_world()
    world.pay_by_card()

    with pytest.raises(RefundableChanged):
        ask(world, amount, seen=seen)

    assert world.refunds() == []


def test_more_than_one_refund_can_carry_is_not_said_to_have_changed() -> None:
    world = a_world()
    world.pay_by_card()

    with pytest.raises(RefundTooLarge):
        ask(world, 150_001, seen=150_000)

    assert world.refunds() == []


def test_a_fee_and_its_overpayment_requested_at_once_get_what_each_can_be() -> None:
    world = a_world()
    payment = world.start(method="transfer")
    world.transfer(payment, 200_000)
    world.deliver()
    [by_itself] = world.refunds()
    refuse_refund(world.store, RefuseRefund(by_itself.id, "chi", "nhầm"), world.now)
    book = world.store.book(payment.id)
    assert (book.refundable("fees"), book.refundable("overpayments")) == (150_000, 50_000)

    with pytest.raises(RefundTooLarge) as refused:
        ask(world, 200_000, seen=200_000)

    assert "150000 đồng of the fee, or 50000 đồng of the overpayment" in refused.value.message("en")
    assert ask(world, 150_000, id="01A").origin == "fees"
    assert ask(world, 50_000, id="01B").origin == "overpayments"


def test_two_refunds_that_together_exceed_the_payment_are_not_both_approved() -> None:
    world = a_world(line(2_000_000))
    world.pay_by_card()
    first, second = ask(world, 1_500_000, id="01A"), ask(world, 1_500_000, id="01B")
    approve_refund(world.store, ApproveRefund(first.id, "binh"), world.now)

    with pytest.raises(RefundableChanged):
        approve_refund(world.store, ApproveRefund(second.id, "binh"), world.now)
    world.deliver()

    assert balances(world)["fees"] == -500_000


def test_the_same_command_again_is_the_same_refund() -> None:
    world = a_world()
    world.pay_by_card()

    assert ask(world, 100_000).id == ask(world, 100_000).id
    world.deliver()

    assert balances(world)["at:stripe"] == 50_000


def test_a_refund_whose_answer_was_lost_is_sent_once() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    world.stripe.failures.extend(["lost", "lost"])
    world.relay()
    assert world.refunds()[0].state == "open"

    world.stripe.failures.clear()
    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.account.funds.refunds) == 1
    world.deliver()
    assert books_agree(world)


def test_a_refund_without_an_answer_for_a_day_is_looked_up_before_it_is_sent_again() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    payment = world.store.payment(world.fee.payment or "")
    refund = world.refunds()[0]
    ours = {"refund": refund.id, "payment": payment.id, "fee": payment.fee}
    world.stripe.account.create_refund(
        {"payment_intent": payment.charge, "amount": "100000", "metadata": ours}
    )  # nobody heard of it
    world.held.clear()
    world.store.commit([refunds.record_request(refund, world.now)], at=world.now)
    world.now += timedelta(hours=25)

    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.account.funds.refunds) == 1


def test_a_refund_handled_again_after_a_day_sends_no_more_requests_than_fit() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 100_000)
    world.store.commit([refunds.record_request(world.refunds()[0], world.now)], at=world.now)
    world.now += timedelta(hours=25)
    world.stripe.requests.clear()

    world.deliver()

    assert world.refunds()[0].state == "succeeded"
    assert len(world.stripe.requests) == MOST_REQUESTS


def test_a_refund_that_the_provider_refuses_is_a_case_and_the_money_is_owed_again() -> None:
    world = a_world()
    payment = world.pay_by_card()
    world.stripe.account.dispute(payment.charge or "")
    world.held.clear()  # we have not heard of the dispute
    ask(world, 150_000)

    world.deliver()

    assert [r.state for r in world.refunds()] == ["failed"]
    assert world.cases() == ["refund_failed"]
    assert balances(world)["fees"] == -150_000
    assert world.published.count("refund.failed") == 1


def test_a_refund_that_fails_after_it_succeeded_is_owed_again_and_opens_a_case() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 150_000)
    world.deliver()
    (there,) = world.stripe.account.funds.refunds

    world.stripe.account.fail_refund(there)
    world.deliver()

    assert world.refunds()[0].state == "failed"
    assert world.cases() == ["refund_failed"]
    assert balances(world) == {"at:stripe": 150_000, "fees": -150_000}
    assert books_agree(world)


def test_a_second_refund_that_succeeds_closes_the_case_of_the_first() -> None:
    world = a_world()
    world.pay_by_card()
    ask(world, 150_000)
    world.deliver()
    world.stripe.account.fail_refund(next(iter(world.stripe.account.funds.refunds)))
    world.deliver()

    ask(world, 150_000, id="01AGAIN", discrepancy="refund_failed.01WISH")
    world.deliver()

    assert world.cases() == []
    assert world.cases("resolved") == ["refund_failed"]
    assert balances(world) == {}
    assert books_agree(world)


def test_a_refund_that_names_the_case_of_another_one_leaves_that_case_open() -> None:
    world = a_world()
    by_transfer(world)
    first = ask(world, 100_000, id="01FIRST")
    second = ask(world, 30_000, id="01SECOND", discrepancy=f"refund_wanted.{first.id}")
    approve_refund(world.store, ApproveRefund(second.id, "binh"), world.now)
    world.send_back(second)

    world.deliver()

    assert [case["id"] for case in world.stored("DISCREPANCY#") if case["state"] == "open"] == [
        "refund_wanted.01FIRST"
    ]


def test_a_slow_refund_is_done_when_the_provider_says_so() -> None:
    world = a_world()
    world.pay_by_card()
    world.stripe.account.funds.hold = True
    ask(world, 150_000)
    world.deliver()
    assert world.refunds()[0].state == "open"
    assert balances(world) == {"at:stripe": 150_000, "refunding": -150_000}

    world.stripe.account.settle_refund(world.refunds()[0].provider_refund_id or "")
    world.held.clear()
    world.now += timedelta(minutes=31)
    world.sweep()

    assert world.refunds()[0].state == "succeeded"
    assert balances(world) == {}


def test_cash_goes_back_by_hand_after_two_officials() -> None:
    world = a_world()
    cash.take_cash(
        world.store, world.providers, cash.TakeCash("01CASH", world.fee.id, "cashier"), world.now
    )

    refund = ask(world, 150_000)
    world.deliver()

    assert (refund.state, refund.manual, refund.needs) == ("requested", True, 2)
    assert world.cases() == ["refund_wanted"]


@pytest.mark.parametrize("first", [by_transfer, World.pay_by_card])
def test_a_refund_does_not_take_the_receipt_back(first: Callable[[World], PaymentAttempt]) -> None:
    world = a_world()
    first(world)
    before = world.receipts

    ask(world, 150_000)
    world.deliver()

    assert world.receipts == before
    assert world.fee.state == "settled"
