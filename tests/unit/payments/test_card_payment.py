"""Paying a fee by card, from the owner's wish to the receipt."""

from datetime import timedelta

import pytest

from contracts.casework import CaseRefused
from kit.core.ids import new_ulid
from local.stripe_double.parameters import invalid
from payments.checkout.limits import AmountTooLargeForCard, AmountTooSmallForCard
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import PaymentOver, PaymentProcessing
from payments.providers.port import ProviderRefused, ProviderUnavailable
from tests.unit.payments.till import MINUTE, RETURN, Till


def test_a_paid_fee_is_settled_with_a_receipt() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.stripe.account.pay(payment.session or "")

    till.deliver()

    assert till.told == [
        "fee.due",
        "payment.opened",
        *["provider.notified"] * 2,
        "payment.paid",
        "fee.settled",
    ]
    assert till.fee.state == "settled"
    assert till.fee.payment == payment.id
    paid = till.store.payment(payment.id)
    assert (paid.state, paid.kept, paid.surplus, paid.url) == ("paid", 150_000, 0, None)
    settled = till.event("fee.settled")
    assert settled["receipt"]["number"] == "01BLP0-001/AA-26E/0000001"
    assert settled["receipt"]["collector"] == "UBND phường Hồng Gai"
    assert settled["amount"] == 150_000


def test_the_payers_name_is_sealed_in_the_event_and_the_receipt() -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")
    till.deliver()

    assert till.event("fee.settled")["payer"].startswith("sealed:")
    assert till.receipts[0].payer == "Nguyễn Thị An"
    assert not any("Nguyễn" in item.doc for item in till.transport.items.values())


def test_stripe_gets_our_payment_id_everywhere_and_no_payment_method_types() -> None:
    till = Till()
    till.file()
    payment = till.start()
    asked = till.stripe.asked[0]
    session = till.stripe.account.session(payment.session or "")

    assert asked.headers["idempotency-key"] == f"pay-{payment.id}-call-1"
    assert asked.headers["stripe-version"] == "2026-05-27.dahlia"
    assert session["client_reference_id"] == payment.id
    assert session["metadata"] == {"payment": payment.id, "fee": payment.fee}
    assert session["expires_at"] == int((till.now + timedelta(minutes=90)).timestamp())
    assert session["success_url"] == session["cancel_url"] == RETURN
    assert "payment_method" not in asked.body.replace("payment_method_", "")
    assert "payment_method_types" not in asked.body


def test_the_same_wish_gets_the_same_try() -> None:
    till = Till()
    till.file()
    wish = new_ulid(till.now)

    assert till.start(wish) == till.start(wish)
    assert len(till.stripe.account.sessions) == 1


def test_a_declined_card_leaves_the_try_open() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.stripe.account.decline(payment.session or "")
    till.deliver()

    assert till.store.payment(payment.id).state == "pending"
    assert "payment.declined" in till.told

    till.stripe.account.pay(payment.session or "")
    till.deliver()
    assert till.fee.state == "settled"


def test_a_second_start_closes_the_first_at_the_provider() -> None:
    till = Till()
    till.file()
    first = till.start()
    till.now += MINUTE
    second = till.start()

    assert till.store.payment(first.id).state == "cancelled"
    assert till.stripe.account.session(first.session or "")["status"] == "expired"
    assert second.state == "pending"
    assert till.store.slot(till.fee.id).payment == second.id
    till.deliver()
    assert till.store.payment(first.id).state == "cancelled"


def test_a_second_start_finds_the_first_paid() -> None:
    till = Till()
    till.file()
    first = till.start()
    till.stripe.account.pay(first.session or "")
    till.now += MINUTE

    with pytest.raises(FeeNotDue):
        till.start()

    assert till.fee.state == "settled"
    till.deliver()
    assert [r.number for r in till.receipts] == ["01BLP0-001/AA-26E/0000001"]
    assert till.told.count("fee.settled") == 1


def test_a_second_start_waits_for_what_the_provider_still_works_on() -> None:
    till = Till()
    till.file()
    first = till.start()
    till.stripe.account.pay_slowly(first.session or "")
    till.now += MINUTE

    with pytest.raises(PaymentProcessing):
        till.start()

    assert till.store.payment(first.id).state == "processing"
    till.stripe.account.slow_outcome(first.session or "", good=True)
    till.deliver()
    assert till.fee.state == "settled"


def test_a_delayed_payment_that_fails_leaves_the_fee_due() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.stripe.account.pay_slowly(payment.session or "")
    till.stripe.account.slow_outcome(payment.session or "", good=False)
    till.deliver()

    assert till.store.payment(payment.id).state == "failed"
    assert till.fee.state == "due"
    assert till.start().state == "pending"


def test_a_try_that_runs_out_leaves_the_fee_due() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.now += timedelta(minutes=91)
    till.stripe.account.run_out()
    till.deliver()

    assert till.store.payment(payment.id).state == "expired"
    assert till.fee.state == "due"
    assert till.store.slot(till.fee.id).payment is None


def test_a_fee_below_the_card_minimum_offers_the_transfer_and_asks_nobody() -> None:
    till = Till()
    till.file(total=10_000)

    with pytest.raises(AmountTooSmallForCard):
        till.start()
    assert not till.stripe.asked
    assert not till.stored("PAY#")


def test_a_fee_above_the_card_maximum_is_refused_early() -> None:
    till = Till()
    till.file(total=100_000_000)

    with pytest.raises(AmountTooLargeForCard):
        till.start()


def test_a_fee_of_nothing_is_no_fee() -> None:
    till = Till()

    assert till.file("none") is None
    assert till.told == []


def test_a_settled_fee_cannot_be_paid_again() -> None:
    till = Till()
    till.file()
    till.stripe.account.pay(till.start().session or "")
    till.deliver()

    with pytest.raises(FeeNotDue):
        till.start()


def test_a_lost_answer_is_asked_again_under_the_same_key() -> None:
    till = Till()
    till.file()
    wish = new_ulid(till.now)
    till.stripe.failures.append("lost")
    with pytest.raises(ProviderUnavailable) as refused:
        till.start(wish)

    assert refused.value.status == 503
    assert till.stored(f"CALL#{wish}")[0]["outcome"] == "unknown"
    payment = till.start(wish)
    assert payment.state == "pending"
    assert len(till.stripe.account.sessions) == 1
    assert till.stored(f"CALL#{wish}")[0]["outcome"] == "answered"
    keys = {asked.headers["idempotency-key"] for asked in till.stripe.asked}
    assert keys == {f"pay-{wish}-call-1"}


def test_the_sdk_tries_again_when_stripe_is_down_for_a_moment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("time.sleep", lambda _: None)
    till = Till()
    till.file()
    till.stripe.failures.append("down")

    assert till.start().state == "pending"


def test_a_refusal_of_the_provider_ends_the_try_and_says_so() -> None:
    till = Till()
    till.file()
    wish = new_ulid(till.now)
    till.stripe.account.create_session = _refuse  # type: ignore[method-assign, assignment]

    with pytest.raises(ProviderRefused) as refused:
        till.start(wish)

    assert refused.value.status == 503
    assert till.store.payment(wish).state == "cancelled"
    assert till.stored(f"CALL#{wish}")[0]["error"] == "amount_too_small"
    assert till.store.slot(till.fee.id).payment is None
    with pytest.raises(PaymentOver):
        till.start(wish)


@pytest.mark.parametrize("minutes", [60, 91])
def test_a_wish_repeated_too_late_to_be_opened_is_over(minutes: int) -> None:
    till = Till()
    till.file()
    wish = new_ulid(till.now)
    till.stripe.failures.append("lost")
    with pytest.raises(ProviderUnavailable):
        till.start(wish)
    till.now += timedelta(minutes=minutes)

    with pytest.raises(PaymentOver):
        till.start(wish)
    assert till.store.payment(wish).state == "expired"
    assert till.start().state == "pending"


def test_the_first_starter_finds_that_another_took_over() -> None:
    till = Till()
    till.file()
    first, second = new_ulid(till.now), new_ulid(till.now)
    till.stripe.failures.append("lost")
    with pytest.raises(ProviderUnavailable):
        till.start(first)
    till.start(second)

    with pytest.raises(PaymentOver):
        till.start(first)
    assert till.store.slot(till.fee.id).payment == second


def test_money_for_a_fee_that_is_owed_no_longer_is_surplus() -> None:
    till = Till()
    till.file()
    payment = till.start()
    till.stripe.account.pay_slowly(payment.session or "")
    till.deliver()
    till.hear(CaseRefused(reason="thiếu giấy tờ", ground="refused"))
    assert till.fee.state == "void"

    till.stripe.account.slow_outcome(payment.session or "", good=True)
    till.deliver()

    paid = till.store.payment(payment.id)
    assert (paid.state, paid.kept, paid.surplus) == ("paid", 0, 150_000)
    assert till.fee.surplus == 150_000
    assert till.event("fee.surplus") == {"amount": 150_000, "payment": payment.id}
    assert till.receipts == []


def _refuse(_: object) -> None:
    raise invalid("too small", None, "amount_too_small")
