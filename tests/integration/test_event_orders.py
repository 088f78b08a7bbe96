"""Sampled orders of six events, sent to the deployed webhook, end as they end in memory.

Each order has a fee of its own, put into the deployed table as the scenario left it in memory;
everything after that goes through the deployed route, relay, queue and inbox.
"""

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import requests

from contracts.testing.dossier_events import CODE, DRAFT
from kit.core.time import system_clock as now
from kit.persistence.dynamodb_codec import item as decoded
from kit.persistence.dynamodb_codec import part
from kit.persistence.items import Item, Put
from local.cloud.settings import HOST
from local.demo.api_client import Json
from local.demo.waiting import wait_for
from local.doubles.stripe.delivery import signed
from tests.integration.world import World, items
from tests.unit.payments.test_all_orders import a_refund_and_a_dispute, a_won_dispute, two_attempts
from tests.unit.payments.world import World as MemoryWorld

pytestmark = [
    pytest.mark.integration,
    pytest.mark.alone,
]  # it floods the inbox: others would wait behind it
TABLE = "motcua-local-payments"
SECRET = "whsec_local"
COPIED = ("FEE#", "ATTEMPT#", "ACTIVE#", "REQUEST#", "LEDGER#", "REFUND#", "CHARGE#")
Scenario = Callable[[MemoryWorld], list[Json]]
SCENARIOS: tuple[Scenario, ...] = (two_attempts, a_won_dispute, a_refund_and_a_dispute)
SAMPLES = (
    pytest.param((2, 2, 4), id="eight"),
    pytest.param((25, 25, 150), id="two hundred", marks=pytest.mark.soak),
)
"""How many orders of each scenario."""
Outcome = dict[str, object]
Documents = dict[str, dict[str, Json]]
"""By partition key and sort key."""


@dataclass(frozen=True, slots=True)
class Order:
    """One fee, the events about it in the order in which they are sent, and its stored items."""

    scenario: str
    fee: str
    payments: tuple[str, ...]
    events: tuple[Json, ...]
    items: tuple[Json, ...]


def sampled_order(scenario: Scenario, chance: random.Random, code: str, vault: str) -> Order:
    """A scenario in memory up to its events, as items of a dossier of the deployed cloud."""
    memory = MemoryWorld(now=now())
    events = scenario(memory)
    chance.shuffle(events)
    copies = [
        encoded(i._replace(doc=i.doc.replace(CODE, code).replace(DRAFT, vault)))
        for i in memory.transport.items.values()
        if i.pk.startswith(COPIED) and not i.sk.startswith("EVENT#")
    ]
    payments = tuple(p["id"] for p in memory.stored("ATTEMPT#"))
    return Order(scenario.__name__, memory.fee.id, payments, tuple(events), tuple(copies))


def encoded(item: Item) -> Json:
    """The item as DynamoDB's API takes it."""
    attributes: Json = part(TABLE, Put(item))["Put"]["Item"]
    return attributes


def put_items(world: World, orders: list[Order]) -> None:
    """The scenarios' items into the deployed table."""
    client = world.client("dynamodb")
    puts = [{"PutRequest": {"Item": item}} for order in orders for item in order.items]
    for start in range(0, len(puts), 25):
        response = client.batch_write_item(RequestItems={TABLE: puts[start : start + 25]})
        assert not response["UnprocessedItems"]


def send_events(world: World, order: Order) -> None:
    """Every event to the webhook, signed, one after the other."""
    parts = urlsplit(world.deployment.url("payments") + "/webhooks/stripe")
    address = parts._replace(netloc=f"{HOST}:{parts.port}").geturl()
    with requests.Session() as session:
        for event in order.events:
            raw, signature = signed(event, SECRET, int(time.time()))
            headers = {
                "Host": parts.netloc,
                "Stripe-Signature": signature,
                "Content-Type": "application/json",
            }
            response = session.post(address, data=raw, headers=headers, timeout=60)
            assert response.status_code == 200


def processed(world: World, orders: list[Order]) -> Documents:
    """The table's documents, once every event has its result."""
    partitions = {f"PROVIDER_EVENT#{event['id']}" for order in orders for event in order.events}

    def look() -> Documents | None:
        if queue_depth(world):
            return None
        stored = documents(world)
        if any(pk.startswith("EARLY#") for pk in stored):
            sweeper = "motcua-local-payments-sweeper"
            world.client("lambda").invoke(FunctionName=sweeper, Payload=b"{}")
            return None
        results = [stored.get(pk, {}).get("STATE", {}).get("result") for pk in partitions]
        return stored if all(results) else None

    return wait_for(look, "every event has its result")


def documents(world: World) -> Documents:
    """What the table holds but events."""
    by_key: defaultdict[str, dict[str, Json]] = defaultdict(dict)
    for item in map(decoded, items(world, TABLE)):
        if not item.sk.startswith("EVENT#") and item.doc.startswith("{"):
            by_key[item.pk][item.sk] = json.loads(item.doc)
    return by_key


def queue_depth(world: World) -> int:
    """Messages of the inbox, in flight or not."""
    sqs = world.client("sqs")
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    queue = sqs.get_queue_url(QueueName=f"{TABLE}-inbox")["QueueUrl"]
    attributes = sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=names)["Attributes"]
    return sum(map(int, attributes.values()))


def outcome(order: Order, stored: Documents) -> Outcome:
    """How an order ended: the same facts that the test in memory compares."""
    fee = stored[f"FEE#{order.fee}"]["STATE"]
    payments = [stored[f"ATTEMPT#{payment}"]["STATE"] for payment in order.payments]
    cases = [stored[pk]["STATE"] for pk in stored if pk.startswith("DISCREPANCY#")]
    ledger: Counter[str] = Counter()
    for payment in order.payments:
        for entry in stored.get(f"LEDGER#{payment}", {}).values():
            ledger.update({p["account"]: p["amount"] for p in entry["postings"]})
    return {
        "fee": (fee["state"], fee["overpaid"], bool(fee["receipt"])),
        "payments": sorted((p["state"], p["settled"], p["overpaid"]) for p in payments),
        "cases": sorted((c["kind"], c["state"]) for c in cases if c["fee"] == order.fee),
        "held": stored.get(f"ACTIVE#{order.fee}", {}).get("STATE", {}).get("attempt"),
        "ledger": {account: amount for account, amount in sorted(ledger.items()) if amount},
    }


def sampled_orders(world: World, sample: tuple[int, ...]) -> list[Order]:
    """So many orders of each scenario, about fees of one dossier that was really filed."""
    journey = world.filed()
    vault = vault_of(world, journey.code)
    chance = random.Random(720)
    orders = [
        sampled_order(scenario, chance, journey.code, vault)
        for scenario, count in zip(SCENARIOS, sample, strict=True)
        for _ in range(count)
    ]
    put_items(world, orders)
    return orders


def vault_of(world: World, code: str) -> str:
    """The vault of the dossier, once payments has its filing."""
    key = {"pk": {"S": f"DOSSIER#{code}"}, "sk": {"S": "STATE"}}

    def look() -> str | None:
        item = world.client("dynamodb").get_item(TableName=TABLE, Key=key).get("Item")
        return str(json.loads(decoded(item).doc)["vault"]) if item else None

    return wait_for(look, "payments has the filed dossier")


@pytest.mark.parametrize("sample", SAMPLES)
def test_sampled_orders_end_equal_on_the_deployed_cloud(
    world: World, sample: tuple[int, ...]
) -> None:
    orders = sampled_orders(world, sample)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda order: send_events(world, order), orders))

    stored = processed(world, orders)

    outcomes: defaultdict[str, list[Outcome]] = defaultdict(list)
    for order in orders:
        outcomes[order.scenario].append(outcome(order, stored))
    assert [len(each) for each in outcomes.values()] == list(sample)
    for scenario, ends in outcomes.items():
        assert all(end == ends[0] for end in ends), scenario
    paid = ("paid", 150_000, 0)
    assert [each[0]["payments"] for each in outcomes.values()] == [
        [("cancelled", 0, 0), paid],
        [paid],
        [paid],
    ]
    assert [each[0]["ledger"] for each in outcomes.values()] == [
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 50_000, "disputed": 100_000, "fees": -150_000},
    ]
    receipts = [
        stored[f"FEE#{o.fee}"]["STATE"]["receipt"]["number"]
        for o in orders
        if o.scenario != a_refund_and_a_dispute.__name__
    ]
    assert len(set(receipts)) == len(receipts) == sample[0] + sample[1]
