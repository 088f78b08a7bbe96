"""The gateway against Stripe itself in test mode: `STRIPE_TEST_KEY=sk_test_… pytest -m stripe_live`."""

import os
from datetime import UTC, datetime, timedelta

import pytest
import stripe

from kit.ids import new_ulid
from payments.gateway.port import Order, OrderLine
from payments.gateway.stripe_checkout import StripeCheckout, new_client

KEY = os.environ.get("STRIPE_TEST_KEY", "")


@pytest.mark.stripe_live
@pytest.mark.skipif(not KEY.startswith("sk_test_"), reason="no Stripe test key in STRIPE_TEST_KEY")
def test_stripe_itself_opens_shows_and_closes_what_we_ask_for() -> None:
    gateway = StripeCheckout(new_client(KEY, "", stripe.RequestsClient(timeout=(5, 20))))
    now = datetime.now(UTC)
    payment = new_ulid(now)
    asked = Order(
        payment=payment,
        fee=new_ulid(now),
        lines=(OrderLine(name="Lệ phí", amount=150_000),),
        return_url="https://example.com/cam-on",
        language="vi",
        expires=now + timedelta(minutes=90),
    )

    opened = gateway.start(asked, f"pay-{payment}-call-1")
    assert gateway.start(asked, f"pay-{payment}-call-1") == opened
    assert opened.url
    seen = gateway.query(opened.session)
    assert (seen.state, seen.amount, seen.currency) == ("open", 150_000, "vnd")
    assert gateway.close(opened.session, f"pay-{payment}-call-2").state == "expired"
