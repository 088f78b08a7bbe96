"""All 720 orders of six notifications about charges, refunds and disputes end equal, to the last
đồng."""

from collections.abc import Callable
from itertools import permutations, product

import pytest

from kit.core.ids import new_ulid
from kit.testing.memory_table import MemoryTransport
from local.doubles.stripe.objects import Json
from payments.refunds.request import RequestRefund, request_refund
from tests.unit.payments.balances import balances
from tests.unit.payments.world import MINUTE, World

Outcome = dict[str, object]


def two_attempts(world: World) -> list[Json]:
    """Two tries on one fee: the first declined, then closed; the second declined, slow, then
    paid."""
    world.file()
    first = world.start().session or ""
    world.stripe.account.decline(first)
    world.now += MINUTE
    second = world.start().session or ""  # expires the first
    world.stripe.account.decline(second)
    world.stripe.account.pay_slowly(second)
    world.stripe.account.slow_outcome(second, good=True)
    return [*world.held, world.held[-1]]


def a_won_dispute(world: World) -> list[Json]:
    """A card declined, then paid; the payer disputes and we win."""
    world.file()
    session = world.start().session or ""
    world.stripe.account.decline(session)
    intent = world.stripe.account.pay(session)["payment_intent"]
    dispute = world.stripe.account.dispute(intent)
    world.stripe.account.close_dispute(dispute["id"], won=True)
    return [event for event in world.held if event["type"] != "payment_intent.succeeded"]


def a_refund_and_a_dispute(world: World) -> list[Json]:
    """Of a paid fee a third goes back, slowly, and comes back to us; the payer disputes the rest
    meanwhile."""
    world.file()
    payment = world.pay_by_card()
    world.stripe.account.funds.hold = True
    command = RequestRefund(new_ulid(world.now), payment.id, 50_000, "nhầm", "an", 150_000)
    request_refund(world.store, world.providers, command, world.now)
    world.relay()
    refund = world.refunds()[0].provider_refund_id or ""
    world.stripe.account.settle_refund(refund)
    world.stripe.account.dispute(payment.charge or "")
    world.stripe.account.fail_refund(refund)
    return [event for event in world.held if event["type"] != "charge.refunded"]


def outcome(world: World) -> Outcome:
    """What must not depend on the order."""
    return {
        "fee": (world.fee.state, world.fee.overpaid),
        "payments": sorted(
            (p["state"], p["settled"], p["overpaid"]) for p in world.stored("ATTEMPT#")
        ),
        "refunds": [(r["state"], r["amount"]) for r in world.stored("REFUND#")],
        "cases": sorted((c["kind"], c["state"]) for c in world.stored("DISCREPANCY#")),
        "receipts": [r.number for r in world.receipts],
        "held": world.store.active_attempt(world.fee.id).attempt,
        "ledger": balances(world),
    }


def as_it_was(world: World) -> World:
    """A second world that begins where this one stands."""
    transport = MemoryTransport()
    transport.items.update(world.transport.items)
    return World(transport, now=world.now, vault=world.vault)


SETTLED: Outcome = {
    "fee": ("settled", 0),
    "refunds": [],
    "cases": [],
    "receipts": ["GXN01/26/1"],
    "held": None,
}
PAID = ("paid", 150_000, 0)
HISTORIES: list[tuple[Callable[[World], list[Json]], Outcome]] = [
    (
        two_attempts,
        {
            "payments": [("cancelled", 0, 0), PAID],
            "ledger": {"at:stripe": 150_000, "fees": -150_000},
        },
    ),
    (
        a_won_dispute,
        {
            "payments": [PAID],
            "cases": [("dispute", "resolved")],
            "ledger": {"at:stripe": 150_000, "fees": -150_000},
        },
    ),
    (
        a_refund_and_a_dispute,
        {
            "payments": [PAID],
            "refunds": [("failed", 50_000)],
            "cases": [("dispute", "open"), ("refund_failed", "open")],
            "ledger": {"at:stripe": 50_000, "disputed": 100_000, "fees": -150_000},
        },
    ),
]


ORDERS = list(permutations(range(6)))
each_history = pytest.mark.parametrize(
    ("history", "end"), HISTORIES, ids=lambda each: getattr(each, "__name__", "")
)


def ends_equal(
    history: Callable[[World], list[Json]], end: Outcome, orders: list[tuple[int, ...]]
) -> None:
    before = World()
    notifications = history(before)
    assert len(notifications) == 6
    for order in orders:
        world = as_it_was(before)
        for n in order:
            world.webhook(notifications[n])
            world.relay()
        world.inbox.drain_oldest()

        assert outcome(world) == SETTLED | end, order


@each_history
def test_every_seventeenth_order_ends_equal(
    history: Callable[[World], list[Json]], end: Outcome
) -> None:
    """Forty-three orders, in which each notification stands in each place."""
    some = ORDERS[::17]
    assert {(place, n) for order in some for place, n in enumerate(order)} == set(
        product(range(6), repeat=2)
    )
    ends_equal(history, end, some)


@pytest.mark.soak
@each_history
def test_all_720_orders_end_equal(history: Callable[[World], list[Json]], end: Outcome) -> None:
    ends_equal(history, end, ORDERS)
