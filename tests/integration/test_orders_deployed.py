"""Sampled orders of six notifications, told to the deployed webhook, end as they end in memory: twenty, or two hundred.

Each order has a fee of its own, put into the deployed table as the same story left it in memory; everything after that
goes through the deployed door, relay, queue and inbox.
"""

import json
import random
import time
from collections import Counter, defaultdict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

import pytest
import requests

from kit.core.ids import now
from kit.persistence.dynamodb_codec import item as read
from kit.persistence.dynamodb_codec import part
from kit.persistence.items import Item, Put
from local.cloud.places import HOST
from local.demo.api import Json, eventually
from local.stripe_double.delivery import signed
from tests.integration.cloud import PAID, Town, items
from tests.story import CODE, DRAFT
from tests.unit.payments.test_all_orders import a_refund_and_a_dispute, a_won_dispute, tries
from tests.unit.payments.world import World

pytestmark = [
    pytest.mark.integration,
    pytest.mark.alone,
]  # it floods the inbox: others would wait behind it
TABLE = "motcua-local-payments"
SECRET = "whsec_local"
LONGEST = 300
KEPT = ("FEE#", "ATTEMPT#", "ACTIVE#", "REQUEST#", "LEDGER#", "REFUND#", "CHARGE#")
STORIES: tuple[Callable[[World], list[Json]], ...] = (tries, a_won_dispute, a_refund_and_a_dispute)
SAMPLES = (
    pytest.param((5, 5, 10), id="twenty"),
    pytest.param((25, 25, 150), id="two hundred", marks=pytest.mark.soak),
)
"""How many orders of each story."""
Ends = dict[str, object]


@dataclass(frozen=True, slots=True)
class Order:
    """One fee and what is told about it, in the order in which it is told."""

    story: str
    fee: str
    payments: tuple[str, ...]
    told: tuple[Json, ...]
    items: tuple[Json, ...]


def an_order(
    story: Callable[[World], list[Json]], chance: random.Random, code: str, vault: str
) -> Order:
    """A story in memory up to its notifications, as items of a dossier that is there."""
    world = World(now=now())
    told = story(world)
    chance.shuffle(told)
    kept = [
        i
        for i in world.transport.items.values()
        if i.pk.startswith(KEPT) and not i.sk.startswith("EVENT#")
    ]
    moved = [_stored(replace(i, doc=i.doc.replace(CODE, code).replace(DRAFT, vault))) for i in kept]
    payments = tuple(p["id"] for p in world.stored("ATTEMPT#"))
    return Order(story.__name__, world.fee.id, payments, tuple(told), tuple(moved))


def _stored(item: Item) -> Json:
    found: Json = part(TABLE, Put(item))["Put"]["Item"]
    return found


def put(town: Town, orders: list[Order]) -> None:
    """The stories' items into the deployed table."""
    client, puts = (
        town.client("dynamodb"),
        [{"PutRequest": {"Item": i}} for order in orders for i in order.items],
    )
    for start in range(0, len(puts), 25):
        left = client.batch_write_item(RequestItems={TABLE: puts[start : start + 25]})[
            "UnprocessedItems"
        ]
        assert not left


def tell(town: Town, order: Order) -> None:
    """Every notification to the door, signed, one after the other."""
    url = town.place.url("payments")
    host = url.split("/")[2]
    with requests.Session() as session:
        for told in order.told:
            raw, signature = signed(told, SECRET, int(time.time()))
            headers = {
                "Host": host,
                "Stripe-Signature": signature,
                "Content-Type": "application/json",
            }
            address = (
                f"http://{HOST}:{host.rpartition(':')[2]}/{url.split('/', 3)[3]}/webhooks/stripe"
            )
            assert session.post(address, data=raw, headers=headers, timeout=30).status_code == 200


def worked_off(town: Town, orders: list[Order]) -> dict[str, dict[str, Json]]:
    """The table's documents by partition, once every notification has its result."""
    wanted = {f"PROVIDER_EVENT#{told['id']}" for order in orders for told in order.told}

    def look() -> dict[str, dict[str, Json]] | None:
        if _queued(town):
            return None
        found = documents(town)
        if any(pk.startswith("EARLY#") for pk in found):
            town.client("lambda").invoke(
                FunctionName="motcua-local-payments-sweeper", Payload=b"{}"
            )
            return None
        return (
            found
            if all(found.get(pk, {}).get("STATE", {}).get("result") for pk in wanted)
            else None
        )

    return eventually(look, "the queue is worked off", LONGEST)


def documents(town: Town) -> dict[str, dict[str, Json]]:
    """What the table holds but events, by partition and sort key."""
    found: defaultdict[str, dict[str, Json]] = defaultdict(dict)
    for item in map(read, items(town, TABLE)):
        if not item.sk.startswith("EVENT#") and item.doc.startswith("{"):
            found[item.pk][item.sk] = json.loads(item.doc)
    return found


def _queued(town: Town) -> int:
    sqs, asked = (
        town.client("sqs"),
        ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"],
    )
    queue = sqs.get_queue_url(QueueName=f"{TABLE}-inbox")["QueueUrl"]
    return sum(
        map(
            int,
            sqs.get_queue_attributes(QueueUrl=queue, AttributeNames=asked)["Attributes"].values(),
        )
    )


def ends(order: Order, found: dict[str, dict[str, Json]]) -> Ends:
    """How an order ended: the same facts that the test in memory compares."""
    fee = found[f"FEE#{order.fee}"]["STATE"]
    payments = [found[f"ATTEMPT#{payment}"]["STATE"] for payment in order.payments]
    cases = [found[pk]["STATE"] for pk in found if pk.startswith("DISCREPANCY#")]
    ledger: Counter[str] = Counter()
    for payment in order.payments:
        for entry in found.get(f"LEDGER#{payment}", {}).values():
            ledger.update({p["account"]: p["amount"] for p in entry["postings"]})
    return {
        "fee": (fee["state"], fee["surplus"], bool(fee["receipt"])),
        "payments": sorted((p["state"], p["kept"], p["surplus"]) for p in payments),
        "cases": sorted((c["kind"], c["state"]) for c in cases if c["fee"] == order.fee),
        "held": found.get(f"ACTIVE#{order.fee}", {}).get("STATE", {}).get("attempt"),
        "ledger": {account: amount for account, amount in sorted(ledger.items()) if amount},
    }


def orders(town: Town, sample: tuple[int, ...]) -> list[Order]:
    """So many orders of each story, about fees of one dossier that was really filed."""
    journey = town.journey(PAID)
    journey.citizen = town.citizen(journey.who)
    journey._look_up()
    journey._file()
    vault = _heard_of(town, journey.code)
    chance = random.Random(720)
    counted = zip(STORIES, sample, strict=True)
    made = [
        an_order(story, chance, journey.code, vault) for story, many in counted for _ in range(many)
    ]
    put(town, made)
    return made


def _heard_of(town: Town, code: str) -> str:
    """The vault of the dossier, once payments has heard of it."""
    key = {"pk": {"S": f"DOSSIER#{code}"}, "sk": {"S": "STATE"}}

    def look() -> str | None:
        item = town.client("dynamodb").get_item(TableName=TABLE, Key=key).get("Item")
        return str(json.loads(item["doc"]["S"])["vault"]) if item else None

    return eventually(look, "payments has heard of the dossier", LONGEST)


@pytest.mark.parametrize("sample", SAMPLES)
def test_sampled_orders_end_equal_on_the_deployed_cloud(
    town: Town, sample: tuple[int, ...]
) -> None:
    told = orders(town, sample)
    with ThreadPoolExecutor(8) as hands:
        for _ in hands.map(lambda order: tell(town, order), told):
            pass

    found = worked_off(town, told)

    ended: defaultdict[str, list[Ends]] = defaultdict(list)
    for order in told:
        ended[order.story].append(ends(order, found))
    assert [len(each) for each in ended.values()] == list(sample)
    for story, found_ends in ended.items():
        assert all(end == found_ends[0] for end in found_ends), story
    paid = ("paid", 150_000, 0)
    assert [each[0]["payments"] for each in ended.values()] == [
        [("cancelled", 0, 0), paid],
        [paid],
        [paid],
    ]
    assert [each[0]["ledger"] for each in ended.values()] == [
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 50_000, "disputed": 100_000, "fees": -150_000},
    ]
    receipts = [
        found[f"FEE#{o.fee}"]["STATE"]["receipt"]["number"]
        for o in told
        if o.story != a_refund_and_a_dispute.__name__
    ]
    assert len(set(receipts)) == len(receipts) == sample[0] + sample[1]
