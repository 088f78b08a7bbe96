"""The double behaves as Stripe's documentation says."""

import contextlib
import threading
from datetime import timedelta

import pytest
import stripe

from kit.testing.clock import NOW
from local.doubles.stripe.api import Failure, Request
from local.doubles.stripe.in_process import API_KEY
from local.doubles.stripe.objects import API_VERSION
from local.doubles.stripe.parameters import Refused
from payments.domain.provider_request import OrderLine
from payments.providers.port import PaymentProviderRefused, PaymentProviderUnavailable
from tests.unit.doubles.stripe.test_published import order
from tests.unit.doubles.stripe.wired import Wired


def test_the_same_key_and_parameters_get_the_same_answer_to_the_letter() -> None:
    wired = Wired()
    first = wired.gateway.start(order(), "k")
    wired.api.account.pay(first.session)
    again = wired.gateway.start(order(), "k")

    assert again == first  # as it was answered then: the address too
    assert dict(wired.exchanges[-1][1].headers)["Idempotent-Replayed"] == "true"


def test_the_same_key_with_other_parameters_is_an_error() -> None:
    wired = Wired()
    wired.gateway.start(order(), "k")

    with pytest.raises(PaymentProviderRefused):
        wired.gateway.start(order(language="en"), "k")
    assert wired.exchanges[-1][1].body["error"]["type"] == "idempotency_error"


def test_what_fails_validation_is_not_kept_under_its_key() -> None:
    wired = Wired()
    with pytest.raises(PaymentProviderRefused):
        wired.gateway.start(order(expires=NOW + timedelta(minutes=10)), "k")

    assert wired.gateway.start(order(), "k").url


def test_keys_are_forgotten_after_a_day() -> None:
    wired = Wired()
    first = wired.gateway.start(order(expires=NOW + timedelta(hours=24)), "k")
    wired.now += timedelta(hours=23, minutes=30)
    assert wired.gateway.start(order(expires=NOW + timedelta(hours=24)), "k") == first
    wired.now += timedelta(minutes=30)

    assert wired.gateway.start(order(expires=wired.now + timedelta(hours=1)), "k") != first


@pytest.mark.parametrize("minutes", [29, 24 * 60 + 1])
def test_a_session_lives_from_half_an_hour_to_a_day(minutes: int) -> None:
    with pytest.raises(PaymentProviderRefused):
        Wired().gateway.start(order(expires=NOW + timedelta(minutes=minutes)), "k")


@pytest.mark.parametrize(
    ("amount", "code"), [(12_999, "amount_too_small"), (100_000_000, "amount_too_large")]
)
def test_amounts_out_of_bounds_are_refused(amount: int, code: str) -> None:
    with pytest.raises(PaymentProviderRefused) as refused:
        Wired().gateway.start(order(lines=(OrderLine(name="x", amount=amount),)), "k")
    assert refused.value.error == code


def test_only_an_open_session_can_be_expired() -> None:
    wired = Wired()
    opened = wired.gateway.start(order(), "k")
    wired.api.account.pay(opened.session)

    with pytest.raises(stripe.InvalidRequestError):
        wired.client.v1.checkout.sessions.expire(opened.session)
    assert (
        wired.gateway.close(opened.session, "c").state == "paid"
    )  # the gateway asks how it stands


def test_a_session_expires_by_itself() -> None:
    wired = Wired()
    opened = wired.gateway.start(order(), "k")
    wired.now += timedelta(minutes=90)

    assert wired.gateway.query(opened.session).state == "expired"
    assert [e["type"] for e in wired.events] == ["checkout.session.expired"]


def test_a_declined_card_leaves_the_session_open_and_notifies_of_the_intent() -> None:
    wired = Wired()
    opened = wired.gateway.start(order(), "k")
    wired.api.account.decline(opened.session)

    assert wired.gateway.query(opened.session).state == "open"
    (event,) = wired.events
    assert event["type"] == "payment_intent.payment_failed"
    assert event["data"]["object"]["metadata"]["payment"] == order().payment
    assert event["data"]["object"]["last_payment_error"]["code"] == "card_declined"


def test_an_event_is_a_snapshot() -> None:
    wired = Wired()
    opened = wired.gateway.start(order(), "k")
    wired.api.account.pay_slowly(opened.session)
    wired.api.account.slow_outcome(opened.session, good=True)

    seen = [
        (e["type"].rpartition(".")[2], e["data"]["object"]["payment_status"]) for e in wired.events
    ]
    assert seen == [("completed", "unpaid"), ("async_payment_succeeded", "paid")]


def test_many_repeats_at_once_make_one_session() -> None:
    wired = Wired()
    threads = [threading.Thread(target=wired.gateway.start, args=(order(), "k")) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(wired.api.account.sessions) == 1
    assert len(wired.exchanges) == 20


def pay_if_open(wired: Wired, session: str) -> None:
    with contextlib.suppress(Refused):
        wired.api.account.pay(session)


def test_a_session_that_is_paid_and_expired_at_once_ends_one_way() -> None:
    for _ in range(20):
        wired = Wired()
        session = wired.gateway.start(order(), "k").session
        payer = threading.Thread(target=pay_if_open, args=(wired, session))
        payer.start()
        state = wired.gateway.close(session, "c").state
        payer.join()

        assert wired.gateway.query(session).state == state
        assert len([e for e in wired.events if e["type"].startswith("checkout.session.")]) == 1


@pytest.mark.parametrize("headers", [{}, {"authorization": "Bearer sk_test_other"}])
def test_without_the_key_nothing_is_answered(headers: dict[str, str]) -> None:
    request = Request("GET", "/v1/events", {**headers, "stripe-version": API_VERSION})

    assert Wired().api.answer(request).status == 401


def test_another_version_is_refused() -> None:
    headers = {"authorization": f"Bearer {API_KEY}", "stripe-version": "2026-10-28.endive"}

    assert Wired().api.answer(Request("GET", "/v1/events", headers)).status == 400


@pytest.mark.parametrize("failure", ["down", "busy", "lost"])
def test_an_unclear_answer_is_unavailable_and_may_be_asked_again(failure: Failure) -> None:
    wired = Wired()
    wired.api.failures.extend([failure, failure])

    with pytest.raises(PaymentProviderUnavailable):
        wired.gateway.start(order(), "k")
    wired.api.failures.clear()
    assert wired.gateway.start(order(), "k").url
    assert len(wired.api.account.sessions) == 1
