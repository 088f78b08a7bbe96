"""What the exchange adds to the price of a dossier: runs of the pusher that send, and no others."""

import json

import pytest

from bench import prices, pushes, usage
from bench.portal_calls import CALL_MS
from bench.recording import Call, Invocation

EVENT = {"source": "aws.events"}


def written(*sort_keys: str) -> Call:
    """A transaction that puts items of a lane."""
    items = [{"pk": {"S": "LANE#1"}, "sk": {"S": key}} for key in sort_keys]
    puts = [{"Put": {"TableName": "motcua-local-exchange", "Item": item}} for item in items]
    request = json.dumps({"TransactItems": puts}).encode()
    return Call("dynamodb.TransactWriteItems", 1.0, "http://x/", request, 2, 200, {}, b"{}")


def run(function: str, *calls: Call, began: float = 1.0) -> Invocation:
    return Invocation(f"motcua-local-{function}", 512, began, 9.0, 10.0, 100, EVENT, None, calls, 1)


def test_a_run_that_sends_is_the_dossiers_and_an_idle_one_is_nobodys() -> None:
    push = run("exchange-pusher", written("STATE", "TRY#1"), written("STATE", "TRY#2"))
    idle = run("exchange-pusher", written("STATE"))
    counted = usage.usage_of([push, idle, run("exchange-sweeper")], 0.0, 9.0)
    assert counted.invocations == {"exchange.pusher": 1}
    assert counted.writes == {"exchange LANE": 4, "exchange LANE TRY": 4}


def test_a_push_waits_for_the_portal_as_long_as_four_workers_share_a_second() -> None:
    one, two = (run("exchange-pusher", written(*["TRY#1"] * calls)) for calls in (1, 2))
    first, second = (usage.usage_of([each], 0.0, 9.0).billed_gb_s for each in (one, two))
    assert second - first == pytest.approx(CALL_MS / 1000 / 2)


def test_idle_functions_cost_by_the_month_and_no_dossier() -> None:
    names = [f"{service}-{name}" for service, each in pushes.SCHEDULED.items() for name in each]
    sending = run("exchange-pusher", *[written("TRY#1")] * 50, began=5.0)
    dollars = pushes.idle([*(run(name) for name in names), sending], prices.latest(), 1.0)
    assert sorted(dollars) == sorted(name.replace("-", ".") for name in names)
    assert dollars["exchange.pusher"] == dollars["exchange.fetcher"] > dollars["identity.sweeper"]
    assert dollars["exchange.pusher"] < 0.5
