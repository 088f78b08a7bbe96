"""What the provider will not close keeps nobody else waiting."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from local.stripe_double.objects import Json
from local.stripe_double.parameters import invalid
from payments.domain import active_attempt
from payments.domain import fee as fees
from payments.domain import payment_attempt as payments
from payments.domain.payment_attempt import Payment
from payments.schedules.expire import sweep_overdue
from tests.unit.payments.till import MINUTE, Till

Trouble = Callable[[Till, Payment, pytest.MonkeyPatch], object]


def _gone_at_the_provider(till: Till, number: int) -> Payment:
    """A try of a fee of its own, whose session the provider does not know; the fee's last day is over too."""
    owed = till.fee.evolve(id=f"FEE-{number}", version=0)
    gone = Payment(
        id=f"PAY-{number}",
        dossier=owed.dossier,
        vault=owed.vault,
        fee=owed.id,
        method="card",
        amount=owed.total,
        state="pending",
        session=f"cs_gone_{number}",
        since=till.now,
        expires=till.now,
    )
    held = active_attempt.take(till.store.slot(owed.id), gone.id)
    till.store.commit([fees.due(owed), payments.create(gone), held], at=till.now)
    return gone


def _unknown(till: Till, payment: Payment, monkeypatch: pytest.MonkeyPatch) -> None:
    del till.stripe.account.sessions[payment.session or ""]


def _another_amount(till: Till, payment: Payment, monkeypatch: pytest.MonkeyPatch) -> None:
    till.stripe.account.pay(payment.session or "")["amount_total"] = 1


def _still_open(till: Till, payment: Payment, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(session: str) -> Json:
        raise invalid(f"{session} cannot be expired now.")

    monkeypatch.setattr(till.stripe.account, "expire_session", refuse)


def test_a_hundred_sessions_the_provider_lost_do_not_keep_a_paid_fee_from_being_settled() -> None:
    till = Till()
    till.file()
    for number in range(100):
        _gone_at_the_provider(till, number)
    till.now += MINUTE
    till.stripe.account.pay(till.start().session or "")
    till.held.clear()
    till.now += timedelta(minutes=91)

    sweep_overdue(till.store, till.now)
    till.now += 5 * MINUTE
    sweep_overdue(till.store, till.now)

    assert till.fee.state == "settled"
    assert till.store.payment("PAY-0").state == "pending"


def test_a_hundred_fees_the_provider_will_not_close_do_not_keep_another_from_being_voided() -> None:
    till = Till()
    till.file()
    for number in range(100):
        _gone_at_the_provider(till, number)
    till.store.commit([fees.put_off(till.fee, until=till.now + timedelta(days=8))], at=till.now)
    till.now += timedelta(days=9)

    sweep_overdue(till.store, till.now)
    till.now += 5 * MINUTE
    sweep_overdue(till.store, till.now)

    assert till.fee.state == "void"
    assert till.store.fee("FEE-0").state == "due"


@pytest.mark.parametrize("trouble", [_unknown, _another_amount, _still_open])
def test_what_cannot_be_closed_is_looked_at_again_after_an_hour(
    trouble: Trouble, monkeypatch: pytest.MonkeyPatch
) -> None:
    till = Till()
    till.file()
    payment = till.start()
    trouble(till, payment, monkeypatch)
    till.now += timedelta(minutes=91)
    if trouble is _still_open:  # the provider's clock is behind ours
        monkeypatch.setattr(till.stripe.account, "_run_out", lambda session: None)

    assert sweep_overdue(till.store, till.now) == 0
    assert till.store.overdue(till.now) == []
    assert till.store.payment(payment.id).state == "pending"

    till.now += timedelta(hours=1)
    assert till.store.overdue(till.now) == [f"PAY#{payment.id}"]
