"""The adapter suite: every call of the gateway on every state of money, each exchange as Stripe
published it."""

import re
from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from local.doubles.stripe.api import Reply, Request
from local.doubles.stripe.objects import Json
from payments.providers.port import PaymentProviderRefused, RefundOrder
from tests.unit.doubles.stripe.published import document, exchange_faults, faults
from tests.unit.doubles.stripe.test_published import order
from tests.unit.doubles.stripe.wired import Wired


def paid(wired: Wired, payment: str = "P1") -> str:
    """A session that a good card paid."""
    wanted = order(payment=payment, expires=wired.now + timedelta(minutes=90))
    session = wired.gateway.start(wanted, f"open-{payment}").session
    wired.api.account.pay(session)
    return session


def back(session: str, amount: int = 50_000, refund: str = "R1") -> RefundOrder:
    return RefundOrder(refund=refund, payment="P1", fee="F1", session=session, amount=amount)


def cards_life(wired: Wired) -> None:
    """Declined, not authenticated, authenticated; slow and good, slow and bad; closed; run out."""
    gateway, account = wired.gateway, wired.api.account
    one, slow, bad, left, late = (
        gateway.start(order(payment=f"C{n}"), f"c{n}").session for n in range(5)
    )
    account.decline(one)
    for ok in (False, True):
        account.challenge(one)
        gateway.query(one)
        account.authenticate(one, ok=ok)
    for session, good in ((slow, True), (bad, False)):
        account.pay_slowly(session)
        gateway.query(session)
        account.slow_outcome(session, good=good)
    gateway.close(left, "close")
    gateway.close(one, "too-late")
    wired.now += timedelta(minutes=91)
    for session in (one, slow, bad, left, late):
        gateway.query(session)


def refunds_life(wired: Wired) -> None:
    """In parts, whole, pending, failed from either, refused, looked up, disputed with both ends."""
    gateway, account = wired.gateway, wired.api.account
    session = paid(wired, "R0")
    part = gateway.refund(back(session), "r1")
    account.fail_refund(part.id)
    account.funds.hold = True
    waiting, hopeless = (gateway.refund(back(session, 10_000, f"R{n}"), f"r{n}") for n in (2, 3))
    account.settle_refund(waiting.id)
    account.fail_refund(hopeless.id)
    account.funds.hold = False
    with pytest.raises(PaymentProviderRefused):
        gateway.refund(back(session, 140_001, "R4"), "r4")
    gateway.refund(back(session, 140_000, "R5"), "r5")
    gateway.find_refund(back(session, 140_000, "R5"))
    for n, won in enumerate((True, False)):
        account.close_dispute(
            account.dispute(intent_of(wired, paid(wired, f"D{n}")))["id"], won=won
        )
    account.close_dispute(
        account.dispute(intent_of(wired, paid(wired, "D2")), inquiry=True)["id"], won=False
    )


def read_all(wired: Wired) -> None:
    """Every list, in pages of two, and every object of it by id."""
    v1: Any = wired.client.v1
    for name in (
        "payment_intents",
        "charges",
        "refunds",
        "disputes",
        "balance_transactions",
        "events",
    ):
        for each in getattr(v1, name).list({"limit": 2}).auto_paging_iter():
            getattr(v1, name).retrieve(each.id)
    list(
        wired.gateway.list_balance_transactions(
            wired.now - timedelta(days=1), wired.now + timedelta(days=1)
        )
    )
    list(wired.gateway.list_events(wired.now - timedelta(days=1)))


def intent_of(wired: Wired, session: str) -> str:
    return str(wired.api.account.session(session)["payment_intent"])


def operation_of(request: Request) -> str:
    path = request.url.partition("?")[0]
    patterns = {name: re.sub(r"\{\w+\}", r"[^/]+", name) for name in document()["operations"]}
    operation: str = next(
        name
        for name, pattern in patterns.items()
        if re.fullmatch(pattern, f"{request.method} {path}")
    )
    return operation


def event_faults(event: Json) -> list[str]:
    about = event["data"]["object"]
    return faults(document()["schemas"]["event"], event) + faults(
        document()["schemas"][about["object"]], about
    )


def test_all_requests_and_answers_of_the_suite_are_as_published(record_property: Any) -> None:
    wired = Wired()
    cards_life(wired)
    refunds_life(wired)
    read_all(wired)

    checked = Counter(operation_of(request) for request, _ in wired.exchanges)
    record_property("exchanges", sum(checked.values()))
    assert checked.keys() == document()["operations"].keys()
    assert sum(checked.values()) == len(wired.exchanges) > 120
    assert [fault for exchange in wired.exchanges for fault in exchange_faults(*exchange)] == []
    assert len(wired.events) > 30
    assert [fault for event in wired.events for fault in event_faults(event)] == []


@pytest.mark.parametrize(
    ("url", "fault"),
    [
        ("/v1/events?typs[0]=x", "request.typs: unknown"),
        ("/v1/refunds?created[get]=1", "request.created.get: unknown"),
        ("/v1/charges?limit=many", "request.limit: not an integer"),
    ],
)
def test_a_misspelt_filter_is_found_at_any_depth(url: str, fault: str) -> None:
    assert fault in exchange_faults(
        Request("GET", url, {}), Reply(400, {"error": {"type": "invalid_request_error"}})
    )


def test_an_invented_field_of_an_expanded_object_is_found() -> None:
    wired = Wired()
    paid(wired)
    (entry,) = wired.api.account.funds.entries.values()
    source = wired.api.account.funds.source(entry) | {"tip": 1}

    assert ".source.tip: unknown" in str(
        faults(document()["schemas"]["balance_transaction"], entry | {"source": source})
    )


def test_a_session_names_the_money() -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session
    assert wired.gateway.query(session).charge is None
    wired.api.account.pay(session)

    assert wired.gateway.query(session).charge == intent_of(wired, session)


def test_a_complete_session_whose_delayed_payment_failed_can_not_be_paid_any_more() -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session
    wired.api.account.pay_slowly(session)
    assert wired.gateway.query(session).state == "processing"

    wired.api.account.slow_outcome(session, good=False)

    assert wired.gateway.query(session).state == "expired"
    assert wired.api.account.session(session)["status"] == "complete"


@pytest.mark.parametrize(
    ("status", "state"), [("canceled", "expired"), ("requires_action", "processing")]
)
def test_only_an_intent_that_was_given_up_ends_a_complete_session(status: str, state: str) -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session
    wired.api.account.pay_slowly(session)
    wired.api.account.intents[intent_of(wired, session)]["status"] = status

    assert wired.gateway.query(session).state == state


def test_a_declined_card_leaves_a_failed_charge_and_no_money() -> None:
    wired = Wired()
    session = wired.gateway.start(order(), "k").session
    wired.api.account.decline(session)

    (charge,) = wired.api.account.funds.charges.values()
    assert (charge["status"], charge["paid"], charge["failure_code"]) == (
        "failed",
        False,
        "card_declined",
    )
    assert wired.api.account.funds.entries == {}


def test_who_does_not_authenticate_has_not_paid_and_may_try_again() -> None:
    wired = Wired()
    session, account = wired.gateway.start(order(), "k").session, wired.api.account
    account.challenge(session)
    account.authenticate(session, ok=False)
    assert wired.gateway.query(session).state == "open"
    assert (
        wired.events[-1]["data"]["object"]["last_payment_error"]["code"]
        == "payment_intent_authentication_failure"
    )

    account.challenge(session)
    account.authenticate(session, ok=True)
    assert wired.gateway.query(session).state == "paid"
