"""The gateway against Stripe itself in test mode: `STRIPE_TEST_KEY=sk_test_… pytest -m
stripe_live`."""

import os
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import stripe

from kit.core.ids import new_ulid
from payments.domain.provider_request import Order, OrderLine
from payments.providers.port import PaymentProviderRefused, RefundOrder
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.http_client import Pool
from payments.providers.stripe.version import STRIPE_VERSION
from tests.unit.doubles.stripe.published import exchange_faults
from tests.unit.doubles.stripe.second import Recording

KEY = os.environ.get("STRIPE_TEST_KEY", "")
pytestmark = [
    pytest.mark.stripe_live,
    pytest.mark.skipif(
        not KEY.startswith("sk_test_"), reason="no Stripe test key in STRIPE_TEST_KEY"
    ),
]


def gateway() -> StripeCheckout:
    return StripeCheckout(new_client(KEY, "", Pool(5, 20)))


def order(now: datetime, payment: str) -> Order:
    return Order(
        payment=payment,
        fee=new_ulid(now),
        lines=(OrderLine(name="Lệ phí", amount=150_000),),
        return_url="https://example.com/cam-on",
        language="vi",
        expires=now + timedelta(minutes=90),
    )


def paid(stripes: StripeCheckout, now: datetime, payment: str) -> str:
    """An intent paid with Stripe's test card, since nobody sits at the page of a session."""
    params: Any = {
        "amount": 150_000,
        "currency": "vnd",
        "payment_method": "pm_card_visa",
        "confirm": True,
        "metadata": {"payment": payment},
        "automatic_payment_methods": {"enabled": True, "allow_redirects": "never"},
    }
    return stripes.client.v1.payment_intents.create(params).id


def test_stripe_itself_opens_shows_and_closes_what_we_ask_for() -> None:
    stripes, now = gateway(), datetime.now(UTC)
    payment = new_ulid(now)
    requested = order(now, payment)

    opened = stripes.start(requested, f"pay-{payment}-call-1")
    assert stripes.start(requested, f"pay-{payment}-call-1") == opened
    assert opened.url
    seen = stripes.query(opened.session)
    assert (seen.state, seen.amount, seen.currency, seen.charge) == ("open", 150_000, "vnd", None)
    with pytest.raises(PaymentProviderRefused):
        stripes.refund(
            RefundOrder(refund="R", payment=payment, fee="F", session=opened.session, amount=1), "r"
        )
    assert stripes.close(opened.session, f"pay-{payment}-call-2").state == "expired"


def test_stripe_itself_refunds_by_our_key_and_refuses_too_much() -> None:
    stripes, now = gateway(), datetime.now(UTC)
    intent = paid(stripes, now, new_ulid(now))
    params: Any = {"payment_intent": intent, "amount": 50_000, "metadata": {"refund": "R1"}}
    key: Any = {"idempotency_key": f"refund-{intent}"}
    first, again = (stripes.client.v1.refunds.create(params, key) for _ in range(2))

    assert first.id == again.id
    with pytest.raises(stripe.InvalidRequestError):
        stripes.client.v1.refunds.create(params | {"amount": 100_001})
    lines = list(
        stripes.list_balance_transactions(now - timedelta(minutes=5), now + timedelta(minutes=5))
    )
    assert [(each.kind, each.amount) for each in lines if each.id in (intent, first.id)] == [
        ("charge", 150_000),
        ("refund", -50_000),
    ]


def test_stripe_itself_answers_as_its_published_document_says() -> None:
    http, now = Recording(), datetime.now(UTC)
    stripes = StripeCheckout(new_client(KEY, "", http))
    stripes.client.v1.payment_intents.retrieve(paid(stripes, now, new_ulid(now)))
    opened = stripes.start(order(now, new_ulid(now)), new_ulid(now))
    stripes.query(opened.session)
    stripes.close(opened.session, new_ulid(now))
    list(stripes.list_balance_transactions(now - timedelta(minutes=5), now))

    published = [
        exchange for exchange in http.exchanges if exchange[0].url != "/v1/payment_intents"
    ]
    assert len(published) >= 5
    assert [fault for exchange in published for fault in exchange_faults(*exchange)] == []


def test_stripe_itself_notifies_in_our_version() -> None:
    (event,) = gateway().client.v1.events.list({"limit": 1}).data

    assert event.api_version == STRIPE_VERSION  # the account's own version, set in the dashboard
