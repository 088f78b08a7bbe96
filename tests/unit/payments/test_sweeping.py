"""What time decides when nobody does anything."""

from datetime import timedelta

import pytest

from payments.providers.port import ProviderUnavailable
from payments.schedules.expire import sweep_overdue
from tests.unit.payments.till import Till


def test_a_try_that_nobody_paid_expires_though_the_webhook_never_came() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.now += timedelta(minutes=91)
    till.held.clear()

    assert sweep_overdue(till.store, till.now) == 1

    assert till.store.payment(payment.id).state == "expired"
    assert till.fee.state == "due"
    assert sweep_overdue(till.store, till.now) == 0


def test_a_try_that_was_paid_though_the_webhook_never_came_is_settled() -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()
    till.now += timedelta(minutes=91)

    sweep_overdue(till.store, till.now)

    assert till.fee.state == "settled"
    assert len(till.receipts) == 1


def test_a_fee_that_nobody_paid_in_time_is_void() -> None:
    till = Till()
    till.file()
    till.start()
    till.now += timedelta(days=9)

    sweep_overdue(till.store, till.now)

    assert till.event("fee.voided") == {"why": "unpaid", "by": "pay_by"}
    assert till.fee.state == "void"
    assert sweep_overdue(till.store, till.now) == 0


@pytest.mark.parametrize("total", [999, 500_000_000])
def test_a_fee_that_nothing_but_a_desk_takes_does_not_get_its_case_refused_as_unpaid(
    total: int,
) -> None:
    till = Till()
    till.file("before_acceptance", total)
    till.now += timedelta(days=60)

    assert sweep_overdue(till.store, till.now) == 0

    assert till.event("fee.due")["pay_by"] is None
    assert till.fee.state == "due"
    assert "fee.voided" not in till.told


@pytest.mark.parametrize("total", [1_000, 14_999, 100_000_000, 499_999_999])
def test_a_fee_that_a_transfer_just_carries_has_its_last_day(total: int) -> None:
    fee = Till().file("before_acceptance", total)

    assert fee is not None
    assert fee.pay_by is not None


def test_what_the_provider_does_not_answer_for_waits_for_the_next_sweep() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.now += timedelta(minutes=91)
    till.stripe.failures.append("lost")

    with pytest.raises(ProviderUnavailable):
        sweep_overdue(till.store, till.now)
    assert till.store.payment(payment.id).state == "pending"
    assert [c["outcome"] for c in till.stored("CALL#")] == ["answered", "unknown"]

    sweep_overdue(till.store, till.now)
    assert till.store.payment(payment.id).state == "expired"


def test_a_fee_is_not_void_while_the_provider_works_on_its_payment() -> None:
    till = Till()
    till.file()
    session = till.start().session or ""
    till.stripe.account.pay_slowly(session)
    till.now += timedelta(days=9)

    sweep_overdue(till.store, till.now)
    assert "fee.voided" not in till.told

    till.stripe.account.slow_outcome(session, good=True)
    till.deliver()
    assert till.fee.state == "settled"
