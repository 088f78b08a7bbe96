"""Stripe's book and what it told, as the gateway reads them."""

from datetime import timedelta

import pytest

from kit.testing.clock import NOW
from local.doubles.stripe.api import Failure, Request
from local.doubles.stripe.delivery import signed
from local.doubles.stripe.in_process import API_KEY
from local.doubles.stripe.objects import API_VERSION
from payments.domain.provider_event import ProviderEvent
from payments.domain.provider_report import DisputeClosed, DisputeOpened, PaymentSucceeded
from payments.providers.port import PaymentProviderUnavailable
from payments.providers.stripe.balance import balance_transaction_of
from payments.providers.stripe.reports import TYPES_READ
from payments.providers.stripe.webhook import StripeWebhook
from tests.unit.doubles.stripe.test_adapter import back, cards_life, intent_of, paid, refunds_life
from tests.unit.doubles.stripe.test_published import order
from tests.unit.doubles.stripe.wired import Wired

DAY = timedelta(days=1)


def payment_of(event: ProviderEvent) -> str | None:
    assert isinstance(event.report, PaymentSucceeded)
    return event.report.payment


def test_the_book_has_dong_for_the_payer_and_cents_for_the_account() -> None:
    wired = Wired()
    session = paid(wired)
    refund = wired.gateway.refund(back(session), "r1")

    charge, sent = wired.gateway.list_balance_transactions(NOW, NOW + DAY)
    assert (charge.kind, charge.id, charge.amount, charge.payment) == (
        "charge",
        intent_of(wired, session),
        150_000,
        "P1",
    )
    assert (sent.kind, sent.id, sent.amount, sent.refund) == ("refund", refund.id, -50_000, "R1")
    assert charge.settlement is not None
    assert (charge.settlement.currency, charge.settlement.amount, charge.settlement.fee) == (
        "usd",
        577,
        47,
    )
    assert charge.settlement.net == 530
    assert charge.settlement.rate == "0.0038461538461538464"


def test_a_dispute_leaves_the_book_and_comes_back_when_it_is_won() -> None:
    wired = Wired()
    account = wired.api.account
    dispute = account.dispute(intent_of(wired, paid(wired)))
    account.close_dispute(dispute["id"], won=True)

    lines = [
        line
        for line in wired.gateway.list_balance_transactions(NOW, NOW + DAY)
        if line.kind != "charge"
    ]
    assert [(line.kind, line.id, line.amount) for line in lines] == [
        ("dispute", dispute["id"], -150_000),
        ("dispute_won", dispute["id"], 150_000),
    ]
    assert {line.payment for line in lines} == {
        "P1"
    }  # a dispute carries none of our ids: its intent does


def test_an_inquiry_moves_no_money() -> None:
    wired = Wired()
    dispute = wired.api.account.dispute(intent_of(wired, paid(wired)), inquiry=True)
    wired.api.account.close_dispute(dispute["id"], won=False)

    assert [line.kind for line in wired.gateway.list_balance_transactions(NOW, NOW + DAY)] == [
        "charge"
    ]
    opened, closed = [event.report for event in wired.gateway.list_events(NOW)][1:]
    assert isinstance(opened, DisputeOpened)
    assert isinstance(closed, DisputeClosed)
    assert closed.outcome == "dropped"


def test_a_refund_that_failed_is_in_the_book_twice() -> None:
    wired = Wired()
    refund = wired.gateway.refund(back(paid(wired)), "r1")
    wired.api.account.fail_refund(refund.id)

    lines = [
        (line.kind, line.amount)
        for line in wired.gateway.list_balance_transactions(NOW, NOW + DAY)
        if line.id == refund.id
    ]
    assert lines == [("refund", -50_000), ("refund_failure", 50_000)]


def test_the_book_begins_with_its_first_moment_and_ends_before_its_last() -> None:
    wired = Wired()
    for n in range(4):
        paid(wired, f"P{n}")
        wired.now += timedelta(hours=1)

    lines = wired.gateway.list_balance_transactions(
        NOW + timedelta(hours=1), NOW + timedelta(hours=3)
    )
    assert [line.payment for line in lines] == ["P1", "P2"]


def test_a_book_of_many_pages_is_read_whole_and_in_order() -> None:
    wired = Wired()
    for n in range(205):
        paid(wired, f"P{n}")
        wired.now += timedelta(seconds=1)

    assert [line.payment for line in wired.gateway.list_balance_transactions(NOW, wired.now)] == [
        f"P{n}" for n in range(205)
    ]


@pytest.mark.parametrize(
    ("changed", "kind", "amount"),
    [
        ({"type": "payment"}, "charge", 150_000),
        ({"type": "payment_failure_refund", "amount": -577}, "other", -150_000),
        ({"type": "payout", "amount": -577, "source": "po_1"}, "other", 0),
        ({"type": "stripe_fee", "amount": -5, "source": None}, "other", 0),
        ({"type": "adjustment", "amount": -5}, "other", -150_000),
    ],
)
def test_other_entries_of_the_book_are_distinguished(
    changed: dict[str, object], kind: str, amount: int
) -> None:
    wired = Wired()
    paid(wired)
    (entry,) = wired.api.account.funds.entries.values()
    line = balance_transaction_of(
        entry | {"source": wired.api.account.funds.source(entry)} | changed
    )

    assert (line.kind, line.amount) == (kind, amount)


def test_money_in_another_currency_is_no_dong() -> None:
    wired = Wired()
    paid(wired)
    (entry,) = wired.api.account.funds.entries.values()
    source = wired.api.account.funds.source(entry) | {"currency": "usd"}

    assert balance_transaction_of(entry | {"source": source}).amount == 0


def as_webhooks(wired: Wired) -> list[ProviderEvent]:
    """What the webhook's reader makes of what was told."""
    reader, at = StripeWebhook(["whsec_x"], live=False), int(wired.now.timestamp())
    webhooks = [signed(each, "whsec_x", at) for each in wired.events if each["type"] in TYPES_READ]
    return [
        reader.parse_callback(raw, {"stripe-signature": sign}, wired.now)[0]
        for raw, sign in webhooks
    ]


def test_a_missed_event_is_listed_as_the_webhook_would_have_brought_it() -> None:
    wired = Wired()
    cards_life(wired)
    refunds_life(wired)

    again = list(wired.gateway.list_events(NOW))
    assert len(again) > 20
    assert [event.evolve(digest="0" * 64) for event in again] == [
        event.evolve(digest="0" * 64) for event in as_webhooks(wired)
    ]


def test_an_event_of_before_is_not_listed_again() -> None:
    wired = Wired()
    paid(wired, "P1")
    wired.now += DAY
    paid(wired, "P2")

    assert [payment_of(event) for event in wired.gateway.list_events(wired.now)] == ["P2"]


@pytest.mark.parametrize("old", ["2020-08-27", None])
def test_an_event_of_another_version_is_read_from_its_object(old: str | None) -> None:
    wired = Wired()
    session = wired.gateway.start(order(payment="P1"), "k").session
    wired.api.account.pay_slowly(session)
    for event in wired.api.account.events.values():
        event |= {
            "api_version": old,
            "data": {"object": {"id": session, "object": "checkout.session"}},
        }
    wired.api.account.slow_outcome(session, good=True)

    first, second = wired.gateway.list_events(NOW)
    assert (payment_of(first), type(first.report)) == ("P1", PaymentSucceeded)  # as it is now
    assert second.kind == "checkout.session.async_payment_succeeded"


@pytest.mark.parametrize("failure", ["down", "busy", "lost"])
def test_a_book_that_does_not_open_is_unavailable(failure: Failure) -> None:
    wired = Wired()
    wired.api.failures.extend([failure] * 2)

    with pytest.raises(PaymentProviderUnavailable):
        wired.gateway.list_balance_transactions(NOW, NOW + DAY)


@pytest.mark.parametrize(
    "query",
    ["limit=0", "limit=101", "starting_after=txn_none", "ending_before=x", "expand[0]=data"],
)
def test_a_list_that_the_double_does_not_know_is_refused(query: str) -> None:
    headers = {"authorization": f"Bearer {API_KEY}", "stripe-version": API_VERSION}
    assert (
        Wired().api.answer(Request("GET", f"/v1/balance_transactions?{query}", headers)).status
        == 400
    )
