"""Every request of our gateway and every answer of the double is as Stripe's published document
says."""

from datetime import timedelta
from typing import Any

import pytest

from kit.testing.clock import NOW
from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.in_process import API_KEY, BASE, DoubleClient
from local.doubles.stripe.objects import API_VERSION, Json
from payments.domain.payment_instructions import PaymentInstructions
from payments.domain.provider_request import Order, OrderLine
from payments.providers.port import PaymentProviderRefused
from payments.providers.stripe.checkout import StripeCheckout, new_client
from payments.providers.stripe.version import STRIPE_VERSION
from tests.unit.doubles.stripe.published import document, exchange_faults, faults
from tests.unit.doubles.stripe.wired import Wired


def order(**changed: Any) -> Order:
    facts: dict[str, Any] = {
        "payment": "01KAQ0PAY00000000000000000",
        "fee": "01KAQ0FEE00000000000000000",
        "lines": (
            OrderLine(name="Lệ phí", amount=100_000),
            OrderLine(name="Phí & công bố", amount=50_000),
        ),
        "return_url": "http://localhost/cam-on?a=1&b=2",
        "language": "vi",
        "expires": NOW + timedelta(minutes=90),
    }
    return Order(**{**facts, **changed})


def test_client_double_and_document_are_of_one_version() -> None:
    assert STRIPE_VERSION == API_VERSION == document()["version"]


def test_a_whole_life_of_sessions_is_as_published() -> None:
    wired = Wired()
    gateway, account = wired.gateway, wired.api.account
    paid, slow, left = (gateway.start(order(payment=f"P{n}"), f"k{n}") for n in range(3))
    account.decline(paid.session)
    account.pay(paid.session)
    account.pay_slowly(slow.session)
    account.slow_outcome(slow.session, good=True)
    gateway.close(left.session, "close")
    for opened in (paid, slow, left):
        gateway.query(opened.session)
    for intent in account.intents:
        wired.client.v1.payment_intents.retrieve(intent)
    for listed in wired.client.v1.events.list({"limit": 3}).auto_paging_iter():
        wired.client.v1.events.retrieve(listed.id)

    assert len(wired.exchanges) > 15
    assert [fault for exchange in wired.exchanges for fault in exchange_faults(*exchange)] == []
    assert {e["type"] for e in wired.events} >= {
        "checkout.session.completed",
        "checkout.session.expired",
    }
    assert [f for e in wired.events for f in faults(document()["schemas"]["event"], e)] == []
    for event in wired.events:
        about = event["data"]["object"]
        assert faults(document()["schemas"][about["object"]], about) == []


def test_refusals_are_as_published() -> None:
    wired = Wired()
    with pytest.raises(PaymentProviderRefused):
        wired.gateway.start(order(lines=(OrderLine(name="x", amount=12_000),)), "k")
    with pytest.raises(PaymentProviderRefused):
        wired.gateway.query("cs_unknown")

    assert [reply.status for _, reply in wired.exchanges] == [400, 404]
    assert [fault for exchange in wired.exchanges for fault in exchange_faults(*exchange)] == []


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        ("mode=payment&sucess_url=x", "request.sucess_url: unknown"),
        (
            "line_items[0][price_data][currency]=vnd&line_items[0][price_data][unit_ammount]=1",
            "unit_ammount: unknown",
        ),
        ("payment_intent_data[meta]=x", "request.payment_intent_data.meta: unknown"),
        ("expires_at=soon", "request.expires_at: not an integer"),
        ("locale=xx", "request.locale: 'xx' is none of"),
    ],
)
def test_a_misspelt_parameter_is_found_at_any_depth(body: str, fault: str) -> None:
    listed = exchange_faults(
        Request("POST", "/v1/checkout/sessions", {}, body), Reply(400, {"error": {}})
    )

    assert any(fault in each for each in listed)


def test_an_invented_answer_is_found_at_any_depth() -> None:
    wired = Wired()
    opened: PaymentInstructions = wired.gateway.start(order(), "k")
    session: Json = dict(wired.api.account.session(opened.session))
    session["total_details"] = {**session["total_details"], "amount_tip": 0}

    assert faults(document()["schemas"]["checkout.session"], session) == [
        ".total_details.amount_tip: unknown"
    ]


@pytest.mark.parametrize("kind", ["checkout.session", "payment_intent"])
def test_an_invented_option_of_the_card_is_found(kind: str) -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session
    wired.api.account.pay(session)
    about: Json = wired.api.account.session(session)
    shown = (
        about if kind == "checkout.session" else wired.api.account.intents[about["payment_intent"]]
    )
    wrong = shown | {
        "payment_method_options": {"card": {"request_three_d_secure": "automatic", "tip": 1}}
    }

    assert faults(document()["schemas"][kind], shown) == []
    assert ".payment_method_options.card.tip: unknown" in faults(document()["schemas"][kind], wrong)


def test_the_sdk_needs_no_socket() -> None:
    assert isinstance(Wired().http, DoubleClient)
    assert StripeCheckout(new_client(API_KEY, BASE, Wired().http)).client is not None
