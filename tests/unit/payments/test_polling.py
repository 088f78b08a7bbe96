"""What becomes of a try when nobody tells: the provider is asked."""

from datetime import timedelta

import pytest

from kit.core.ids import new_ulid
from payments.checkout import start
from payments.providers.port import ProviderUnavailable
from payments.refunds.send import RefundWish, ask
from payments.schedules.poll import poll
from tests.story import Story
from tests.unit.payments.till import MINUTE, RETURN, Till

ANOTHER = "H49.61.01-261123-0002"


def _tried() -> tuple[Till, str]:
    till = Till()
    till.file()
    return till, till.start().session or ""


def test_a_paid_try_whose_webhook_was_lost_is_settled_before_it_runs_out() -> None:
    till, session = _tried()
    till.stripe.account.pay(session)
    till.held.clear()
    till.now += 6 * MINUTE

    assert poll(till.store, till.now) == 1

    assert till.fee.state == "settled"
    assert len(till.receipts) == 1
    assert poll(till.store, till.now) == 0


def test_a_young_try_is_left_to_its_payer() -> None:
    till, session = _tried()
    till.stripe.account.pay(session)
    till.now += 4 * MINUTE

    assert poll(till.store, till.now) == 0

    assert till.fee.state == "due"


def test_a_try_that_is_still_open_stays_open() -> None:
    till, session = _tried()
    till.now += 60 * MINUTE

    assert poll(till.store, till.now) == 1

    assert till.stripe.account.session(session)["status"] == "open"
    assert [payment["state"] for payment in till.stored("PAY#")] == ["pending"]


def test_a_delayed_payment_whose_outcome_nobody_told_is_found() -> None:
    till, session = _tried()
    till.stripe.account.pay_slowly(session)
    till.now += 6 * MINUTE
    poll(till.store, till.now)
    assert [payment["state"] for payment in till.stored("PAY#")] == ["processing"]

    till.stripe.account.slow_outcome(session, good=True)
    till.held.clear()
    till.now += timedelta(days=2)
    poll(till.store, till.now)

    assert till.fee.state == "settled"


def test_a_delayed_payment_that_failed_without_a_word_ends_and_the_payer_may_begin_again() -> None:
    till, session = _tried()
    till.stripe.account.pay_slowly(session)
    till.deliver()
    assert [payment["state"] for payment in till.stored("PAY#")] == ["processing"]

    till.stripe.account.slow_outcome(session, good=False)
    till.held.clear()
    till.now += timedelta(days=2)
    assert poll(till.store, till.now) == 1

    assert [payment["state"] for payment in till.stored("PAY#")] == ["failed"]
    assert till.told.count("payment.failed") == 1
    till.pay_by_card()
    assert till.fee.state == "settled"


def test_a_try_that_failed_before_we_knew_that_it_was_under_way_ends() -> None:
    till, session = _tried()
    till.stripe.account.pay_slowly(session)
    till.stripe.account.slow_outcome(session, good=False)
    till.held.clear()
    till.now += 6 * MINUTE

    poll(till.store, till.now)

    assert [payment["state"] for payment in till.stored("PAY#")] == ["expired"]
    assert till.fee.state == "due"


def test_what_the_provider_works_on_is_asked_about_every_half_hour_and_not_more_often() -> None:
    till, session = _tried()
    till.stripe.account.pay_slowly(session)
    till.now += 6 * MINUTE
    poll(till.store, till.now)

    asked = [poll(till.store, till.now + after * MINUTE) for after in (0, 10, 29, 30)]

    assert asked == [1, 0, 0, 1]


def test_one_try_with_another_amount_keeps_nobody_else_from_being_asked_about() -> None:
    till, wrong = _tried()
    till.story = Story(till.vault, code=ANOTHER)
    till.file()
    wish = start.Start(new_ulid(till.now), till.store.dossier(ANOTHER).fees[-1], RETURN, "vi")
    right = start.start(till.store, wish, till.now).session or ""
    for session in (wrong, right):
        till.stripe.account.pay(session)
    till.stripe.account.sessions[wrong]["amount_total"] = 1
    till.held.clear()
    till.now += 6 * MINUTE

    assert poll(till.store, till.now) == 2

    assert sorted(fee["state"] for fee in till.stored("FEE#")) == ["due", "settled"]


def test_a_provider_that_did_not_answer_is_asked_again_and_the_run_failed() -> None:
    till, session = _tried()
    till.stripe.account.pay(session)
    till.held.clear()
    till.now += 6 * MINUTE
    till.stripe.failures.append("lost")

    with pytest.raises(ProviderUnavailable):
        poll(till.store, till.now)
    assert till.told.count("fee.settled") == 0

    assert [poll(till.store, till.now), till.told.count("fee.settled")] == [1, 1]


def test_a_refund_that_the_provider_finished_without_a_word_is_found() -> None:
    till = Till()
    till.file()
    payment = till.pay_by_card()
    till.stripe.account.funds.hold = True
    wish = RefundWish(new_ulid(till.now), payment.id, 150_000, "withdrawn", "accountant-1", 150_000)
    ask(till.store, wish, till.now)
    till.deliver()
    [refund] = till.refunds()
    assert refund.state == "open"

    till.stripe.account.settle_refund(refund.there or "")
    till.held.clear()
    poll(till.store, till.now)

    assert till.refunds()[0].state == "succeeded"
