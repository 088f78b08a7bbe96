"""Where localstripe differs from Stripe, as docs/stripe.md lists it: the list is true and
complete."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stripe

from local.doubles.stripe.objects import Json
from tests.unit.doubles.stripe.published import document, exchange_faults
from tests.unit.doubles.stripe.second import SKIPPED, TOTAL, Second, back, localstripe

pytestmark = SKIPPED
DECLINING = "pm_card_chargeCustomerFail"
LISTED = (Path(__file__).parents[4] / "docs" / "stripe.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with localstripe() as base:
        yield base


@pytest.fixture
def second(address: str) -> Second:
    return Second(address)


def test_it_ignores_idempotency_keys(second: Second) -> None:
    theirs = second.tried()
    first, again = (second.gateway.refund(back(theirs, 10_000), "the-same-key") for _ in range(2))

    assert first.id != again.id
    assert "ignores idempotency keys" in LISTED


def test_it_accepts_refunds_of_more_than_was_paid(second: Second) -> None:
    assert second.gateway.refund(back(second.tried(), TOTAL + 1), "k").state == "succeeded"
    assert "accepts refunds of more than was paid" in LISTED


def test_it_books_without_rate_and_fee_and_forgets_our_ids(second: Second) -> None:
    charge = second.intent(second.tried())["latest_charge"]
    booked = second.client.v1.balance_transactions.retrieve(charge["balance_transaction"])

    assert (booked.currency, booked.exchange_rate, booked.fee) == ("vnd", 1.0, 0)
    assert charge["metadata"] == {}
    assert "It settles in the charge's currency, at rate 1 and without fees" in LISTED
    assert "a charge has no `metadata` of its intent" in LISTED


def test_it_answers_any_version_and_notifies_of_no_refund(second: Second) -> None:
    refund = second.gateway.refund(back(second.tried(), 10_000), "k")
    other: Any = {"stripe_version": "1999-01-01"}

    assert second.client.v1.refunds.retrieve(refund.id, options=other).id == refund.id
    events = second.client.v1.events.list({"limit": 100}).data
    assert {each.api_version for each in events} == {"2017-08-15"}
    assert not [each for each in events if "refund" in each.type]
    assert "It answers every API version" in LISTED
    assert "none of them is about a refund" in LISTED


@pytest.mark.parametrize(
    ("name", "filters"),
    [("balance_transactions", {"created": {"gte": 1}}), ("events", {"types": ["refund.created"]})],
)
def test_it_knows_no_filter_that_our_books_need(second: Second, name: str, filters: Json) -> None:
    v1: Any = second.client.v1
    with pytest.raises(stripe.InvalidRequestError):
        getattr(v1, name).list(filters)
    assert f"`{name}` by `{next(iter(filters))}`" in LISTED


def test_the_shapes_in_which_it_is_not_as_published_are_those_listed_and_no_others(
    second: Second,
) -> None:
    with pytest.raises(stripe.CardError):
        second.tried(DECLINING)
    second.intent(list(second.http.sessions)[-1])
    theirs = second.tried()
    second.gateway.refund(back(theirs, 10_000), "k")
    second.gateway.find_refund(back(theirs, 10_000))
    second.intent(theirs)
    for name in ("charges", "balance_transactions", "events"):
        getattr(second.client.v1, name).list({"limit": 5})

    published = [each for each in second.http.exchanges if in_document(each[0].method, each[0].url)]
    faults = {
        re.sub(r"\[\d+\]", "[]", fault) for each in published for fault in exchange_faults(*each)
    }
    assert not [
        fault for fault in faults if fault.startswith("request")
    ]  # what we ask is as published
    named = re.findall(r"`[\w.]+`", LISTED.partition("Shapes that are not as published")[2])
    assert {place(fault) for fault in faults} == set(named)


def place(fault: str) -> str:
    """`refunds.date` of `response.data[].refunds.data[].date: unknown`, as the list names it."""
    where = fault.partition(":")[0].removeprefix("response.").replace("data[].", "")
    return f"`{where}`"


def in_document(method: str, url: str) -> bool:
    path = url.partition("?")[0]
    patterns = (re.sub(r"\{\w+\}", r"[^/]+", name) for name in document()["operations"])
    return any(re.fullmatch(pattern, f"{method} {path}") for pattern in patterns)
