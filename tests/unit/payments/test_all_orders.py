"""All 720 orders of six notifications about charges, refunds and disputes end equal, to the last đồng."""

from collections.abc import Callable
from itertools import permutations

import pytest

from kit.core.ids import new_ulid
from local.stripe_double.objects import Json
from payments.refunds import send
from payments.refunds.send import RefundWish
from tests.fakes import MemoryTransport
from tests.unit.payments.balance import balances
from tests.unit.payments.till import MINUTE, Till

Outcome = dict[str, object]


def tries(till: Till) -> list[Json]:
    """Two tries on one fee: the first declined, then closed; the second declined, slow, then paid."""
    till.file()
    first = till.start().session or ""
    till.stripe.account.decline(first)
    till.now += MINUTE
    second = till.start().session or ""  # expires the first
    till.stripe.account.decline(second)
    till.stripe.account.pay_slowly(second)
    till.stripe.account.slow_outcome(second, good=True)
    return [*till.held, till.held[-1]]


def a_won_dispute(till: Till) -> list[Json]:
    """A card declined, then paid; the payer disputes and we win."""
    till.file()
    session = till.start().session or ""
    till.stripe.account.decline(session)
    intent = till.stripe.account.pay(session)["payment_intent"]
    dispute = till.stripe.account.dispute(intent)
    till.stripe.account.close_dispute(dispute["id"], won=True)
    return [told for told in till.held if told["type"] != "payment_intent.succeeded"]


def a_refund_and_a_dispute(till: Till) -> list[Json]:
    """Of a paid fee a third goes back, slowly, and comes back to us; the payer disputes the rest meanwhile."""
    till.file()
    payment = till.pay_by_card()
    till.stripe.account.funds.hold = True
    wish = RefundWish(new_ulid(till.now), payment.id, 50_000, "nhầm", "an", 150_000)
    send.ask(till.store, wish, till.now)
    till.relay()
    refund = till.refunds()[0].there or ""
    till.stripe.account.settle_refund(refund)
    till.stripe.account.dispute(payment.charge or "")
    till.stripe.account.fail_refund(refund)
    return [told for told in till.held if told["type"] != "charge.refunded"]


def outcome(till: Till) -> Outcome:
    """What must not depend on the order."""
    return {
        "fee": (till.fee.state, till.fee.surplus),
        "payments": sorted((p["state"], p["kept"], p["surplus"]) for p in till.stored("PAY#")),
        "refunds": [(r["state"], r["amount"]) for r in till.stored("REFUND#")],
        "cases": sorted((c["kind"], c["state"]) for c in till.stored("CASE#")),
        "receipts": [r.number[-7:] for r in till.receipts],
        "held": till.store.slot(till.fee.id).payment,
        "ledger": balances(till),
    }


def as_it_was(till: Till) -> Till:
    """A second till that begins where this one stands."""
    transport = MemoryTransport()
    transport.items.update(till.transport.items)
    return Till(transport, now=till.now, vault=till.vault)


SETTLED: Outcome = {
    "fee": ("settled", 0),
    "refunds": [],
    "cases": [],
    "receipts": ["0000001"],
    "held": None,
}
PAID = ("paid", 150_000, 0)
STORIES: list[tuple[Callable[[Till], list[Json]], Outcome]] = [
    (
        tries,
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


@pytest.mark.parametrize("first", range(6))
@pytest.mark.parametrize(
    ("story", "end"), STORIES, ids=lambda given: getattr(given, "__name__", "")
)
def test_all_720_orders_end_equal(
    story: Callable[[Till], list[Json]], end: Outcome, first: int
) -> None:
    before = Till()
    told = story(before)
    assert len(told) == 6
    for order in (o for o in permutations(range(6)) if o[0] == first):
        till = as_it_was(before)
        for n in order:
            till.webhook(told[n])
            till.relay()
        till.inbox.drain_oldest()

        assert outcome(till) == SETTLED | end, order
