"""Refunds by the gateway: sent once, found again, refused where nothing is left, failing late."""

import pytest

from local.doubles.stripe.api import Reply, Request
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from tests.unit.doubles.stripe.test_adapter import back, intent_of, paid
from tests.unit.doubles.stripe.test_published import order
from tests.unit.doubles.stripe.wired import Wired


def test_a_refund_that_is_repeated_is_the_same_refund() -> None:
    wired = Wired()
    session = paid(wired)
    first = wired.gateway.refund(back(session), "r1")

    assert wired.gateway.refund(back(session), "r1") == first
    assert (first.state, first.amount) == ("succeeded", 50_000)
    assert len(wired.api.account.funds.refunds) == 1


def test_a_refund_whose_answer_was_lost_is_found_by_our_id() -> None:
    wired = Wired()
    session = paid(wired)
    assert wired.gateway.find_refund(back(session)) is None
    with pytest.raises(PaymentProviderUnavailable):
        lose_the_answer(wired, session)

    existing = wired.gateway.find_refund(back(session))
    assert existing == wired.gateway.refund(back(session), "r1")
    assert wired.gateway.find_refund(back(session, refund="R2")) is None


def lose_the_answer(wired: Wired, session: str) -> None:
    """The gateway asks for the session, then for the refund: the second answer is lost."""
    answer = wired.api.answer

    def lost(request: Request) -> Reply:
        if request.method == "POST":
            wired.api.answer = answer  # type: ignore[method-assign]
            wired.api.failures.append("lost")
        return answer(request)

    wired.api.answer = lost  # type: ignore[method-assign]
    wired.gateway.refund(back(session), "r1")


def test_a_key_used_for_another_refund_is_not_taken_for_a_refusal() -> None:
    wired = Wired()
    session = paid(wired)
    wired.gateway.refund(back(session), "r1")

    with pytest.raises(PaymentProviderUnavailable):
        wired.gateway.refund(back(session, 60_000), "r1")


@pytest.mark.parametrize("amount", [150_001, 200_000])
def test_more_than_is_left_is_not_sent_back(amount: int) -> None:
    wired = Wired()
    with pytest.raises(PaymentProviderRefused):
        wired.gateway.refund(back(paid(wired), amount), "r1")
    assert len(wired.api.account.funds.refunds) == 0


def test_what_is_gone_already_is_not_sent_back_again() -> None:
    wired = Wired()
    session = paid(wired)
    wired.gateway.refund(back(session, 150_000), "r1")

    with pytest.raises(PaymentProviderRefused) as refused:
        wired.gateway.refund(back(session, 1, "R2"), "r2")
    assert refused.value.error == "charge_already_refunded"


def test_a_disputed_charge_is_not_refunded() -> None:
    wired = Wired()
    session = paid(wired)
    wired.api.account.dispute(intent_of(wired, session))

    with pytest.raises(PaymentProviderRefused) as refused:
        wired.gateway.refund(back(session), "r1")
    assert refused.value.error == "charge_disputed"


def test_a_charge_of_which_a_bank_only_inquired_may_still_be_refunded() -> None:
    wired = Wired()
    session = paid(wired)
    dispute = wired.api.account.dispute(intent_of(wired, session), inquiry=True)
    assert dispute["is_charge_refundable"]

    assert wired.gateway.refund(back(session), "r1").state == "succeeded"
    wired.api.account.close_dispute(dispute["id"], won=False)
    assert wired.gateway.refund(back(session, 100_000, "R2"), "r2").state == "succeeded"


def test_where_nobody_tried_to_pay_there_is_nothing_to_refund() -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session

    with pytest.raises(PaymentProviderRefused):
        wired.gateway.refund(back(session), "r1")
    assert wired.gateway.find_refund(back(session)) is None


@pytest.mark.parametrize("hold", [False, True])
def test_a_refund_may_fail_whether_it_was_pending_or_done(hold: bool) -> None:
    wired = Wired()
    session, account = paid(wired), wired.api.account
    account.funds.hold = hold
    refund = wired.gateway.refund(back(session), "r1")
    account.fail_refund(refund.id)

    failed = wired.gateway.find_refund(back(session))
    assert refund.state == ("open" if hold else "succeeded")
    assert failed is not None
    assert (failed.state, failed.error) == ("failed", "lost_or_stolen_card")
    assert (
        sum(entry["amount"] for entry in account.funds.entries.values()) == 577
    )  # the charge, and nothing else
