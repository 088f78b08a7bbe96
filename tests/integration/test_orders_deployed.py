"""Two hundred sampled orders of six notifications, told to the deployed webhook, end as they end in memory.

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

from kit.ids import now
from kit.items import Item, Put
from kit.wire import item as read
from kit.wire import part
from local.cloud.places import HOST
from local.demo.api import Json
from local.stripe_double.delivery import signed
from tests.integration.cloud import PAID, Town, items
from tests.story import CODE, DRAFT
from tests.unit.payments.test_all_orders import a_refund_and_a_dispute, a_won_dispute, tries
from tests.unit.payments.till import Till

pytestmark = pytest.mark.integration
TABLE = "motcua-local-payments"
SECRET = "whsec_local"
LONGEST = 300
KEPT = ("FEE#", "PAY#", "SLOT#", "CALL#", "LEDGER#", "REFUND#", "CHARGE#")
STORIES: tuple[tuple[Callable[[Till], list[Json]], int], ...] = (
    (tries, 25),
    (a_won_dispute, 25),
    (a_refund_and_a_dispute, 150),
)
Ends = dict[str, object]


@dataclass(frozen=True, slots=True)
class Order:
    """One fee and what is told about it, in the order in which it is told."""

    story: str
    fee: str
    payments: tuple[str, ...]
    told: tuple[Json, ...]
    items: tuple[Json, ...]


def an_order(story: Callable[[Till], list[Json]], chance: random.Random, code: str, vault: str) -> Order:
    """A story in memory up to its notifications, as items of a dossier that is there."""
    till = Till(now=now())
    told = story(till)
    chance.shuffle(told)
    kept = [i for i in till.transport.items.values() if i.pk.startswith(KEPT) and not i.sk.startswith("EVENT#")]
    moved = [_stored(replace(i, doc=i.doc.replace(CODE, code).replace(DRAFT, vault))) for i in kept]
    payments = tuple(p["id"] for p in till.stored("PAY#"))
    return Order(story.__name__, till.fee.id, payments, tuple(told), tuple(moved))


def _stored(item: Item) -> Json:
    found: Json = part(TABLE, Put(item))["Put"]["Item"]
    return found


def put(town: Town, orders: list[Order]) -> None:
    """The stories' items into the deployed table."""
    client, puts = town.client("dynamodb"), [{"PutRequest": {"Item": i}} for order in orders for i in order.items]
    for start in range(0, len(puts), 25):
        left = client.batch_write_item(RequestItems={TABLE: puts[start : start + 25]})["UnprocessedItems"]
        assert not left


def tell(town: Town, order: Order) -> None:
    """Every notification to the door, signed, one after the other."""
    url = town.place.url("payments")
    host = url.split("/")[2]
    with requests.Session() as session:
        for told in order.told:
            raw, signature = signed(told, SECRET, int(time.time()))
            headers = {"Host": host, "Stripe-Signature": signature, "Content-Type": "application/json"}
            address = f"http://{HOST}:{host.rpartition(':')[2]}/{url.split('/', 3)[3]}/webhooks/stripe"
            assert session.post(address, data=raw, headers=headers, timeout=30).status_code == 200


def worked_off(town: Town, orders: list[Order]) -> dict[str, dict[str, Json]]:
    """The table's documents by partition, once every notification has its result."""
    wanted = {f"PROVIDER#{told['id']}" for order in orders for told in order.told}
    until = time.monotonic() + LONGEST
    while True:
        found: defaultdict[str, dict[str, Json]] = defaultdict(dict)
        for item in map(read, items(town, TABLE)):
            if not item.sk.startswith("EVENT#") and item.doc.startswith("{"):
                found[item.pk][item.sk] = json.loads(item.doc)
        parked = any(pk.startswith("EARLY#") for pk in found)
        if not parked and all(found[pk].get("STATE", {}).get("result") for pk in wanted):
            return found
        assert time.monotonic() < until, "the queue was not worked off in time"
        if parked:
            town.client("lambda").invoke(FunctionName="motcua-local-payments-sweeper", Payload=b"{}")
        time.sleep(3)


def ends(order: Order, found: dict[str, dict[str, Json]]) -> Ends:
    """How an order ended: the same facts that the test in memory compares."""
    fee = found[f"FEE#{order.fee}"]["STATE"]
    payments = [found[f"PAY#{payment}"]["STATE"] for payment in order.payments]
    cases = [found[pk]["STATE"] for pk in found if pk.startswith("CASE#")]
    ledger: Counter[str] = Counter()
    for payment in order.payments:
        for entry in found.get(f"LEDGER#{payment}", {}).values():
            ledger.update({p["account"]: p["amount"] for p in entry["postings"]})
    return {
        "fee": (fee["state"], fee["surplus"], bool(fee["receipt"])),
        "payments": sorted((p["state"], p["kept"], p["surplus"]) for p in payments),
        "cases": sorted((c["kind"], c["state"]) for c in cases if c["fee"] == order.fee),
        "held": found.get(f"SLOT#{order.fee}", {}).get("STATE", {}).get("payment"),
        "ledger": {account: amount for account, amount in sorted(ledger.items()) if amount},
    }


@pytest.fixture(scope="module")
def orders(town: Town) -> list[Order]:
    """Two hundred orders about fees of one dossier that was really filed."""
    journey = town.journey(PAID)
    journey.citizen = town.citizen(journey.who)
    journey._look_up()
    journey._file()
    vault = _heard_of(town, journey.code)
    chance = random.Random(720)
    made = [an_order(story, chance, journey.code, vault) for story, many in STORIES for _ in range(many)]
    put(town, made)
    return made


def _heard_of(town: Town, code: str) -> str:
    """The vault of the dossier, once payments has heard of it."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        for item in map(read, items(town, TABLE)):
            if (item.pk, item.sk) == (f"DOSSIER#{code}", "STATE"):
                return str(json.loads(item.doc)["vault"])
        time.sleep(0.5)
    raise AssertionError(code)


def test_two_hundred_sampled_orders_end_equal_on_the_deployed_cloud(town: Town, orders: list[Order]) -> None:
    with ThreadPoolExecutor(8) as hands:
        for _ in hands.map(lambda order: tell(town, order), orders):
            pass

    found = worked_off(town, orders)

    ended: defaultdict[str, list[Ends]] = defaultdict(list)
    for order in orders:
        ended[order.story].append(ends(order, found))
    assert len(orders) == 200
    for story, found_ends in ended.items():
        assert all(end == found_ends[0] for end in found_ends), story
    paid = ("paid", 150_000, 0)
    assert [each[0]["payments"] for each in ended.values()] == [[("cancelled", 0, 0), paid], [paid], [paid]]
    assert [each[0]["ledger"] for each in ended.values()] == [
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 150_000, "fees": -150_000},
        {"at:stripe": 50_000, "disputed": 100_000, "fees": -150_000},
    ]
    receipts = [
        found[f"FEE#{o.fee}"]["STATE"]["receipt"]["number"]
        for o in orders
        if o.story != a_refund_and_a_dispute.__name__
    ]
    assert len(set(receipts)) == len(receipts) == 50
