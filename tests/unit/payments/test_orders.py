"""Notifications repeat and reorder: whatever the order, the money ends the same."""

from itertools import permutations

import pytest

from local.stripe_double.objects import Json
from payments.domain import active_attempt
from tests.fakes import MemoryTransport
from tests.unit.payments.till import MINUTE, Till


def six_notifications(till: Till) -> list[Json]:
    """Two tries on one fee: the first declined, then closed; the second declined, slow, then paid."""
    till.file()
    first = till.start().session or ""
    till.stripe.account.decline(first)
    till.now += MINUTE
    second = till.start().session or ""  # expires the first
    till.stripe.account.decline(second)
    till.stripe.account.pay_slowly(second)
    till.stripe.account.slow_outcome(second, good=True)
    told = list(till.held)
    till.held.clear()
    return [*told, told[-1]]


def outcome(till: Till) -> tuple[object, ...]:
    """What must not depend on the order."""
    payments = sorted((p["state"], p["kept"], p["surplus"]) for p in till.stored("PAY#"))
    return (
        till.fee.state,
        till.fee.surplus,
        payments,
        [r.number for r in till.receipts],
        till.store.slot(till.fee.id).payment,
    )


def as_it_was(till: Till) -> Till:
    """A second till that begins where this one stands."""
    transport = MemoryTransport()
    transport.items.update(till.transport.items)
    return Till(transport, now=till.now, vault=till.vault)


@pytest.mark.parametrize("first", range(6))
def test_all_720_orders_of_six_notifications_end_equal(first: int) -> None:
    before = Till()
    told = six_notifications(before)
    for order in (o for o in permutations(range(6)) if o[0] == first):
        till = as_it_was(before)
        for n in order:
            till.webhook(told[n])
            till.relay()

        assert outcome(till) == (
            "settled",
            0,
            [("cancelled", 0, 0), ("paid", 150_000, 0)],
            ["01BLP0-001/AA-26E/0000001"],
            None,
        )


@pytest.mark.parametrize("order", list(permutations(range(2))))
def test_a_failure_heard_before_its_beginning_is_a_failure(order: tuple[int, ...]) -> None:
    till = Till()
    till.file()
    session = till.start().session or ""
    till.stripe.account.pay_slowly(session)
    till.stripe.account.slow_outcome(session, good=False)
    told = list(till.held)
    for n in order:
        till.webhook(told[n])
        till.relay()

    assert [p["state"] for p in till.stored("PAY#")] == ["failed"]
    assert till.store.slot(till.fee.id).payment is None


def test_two_tries_that_were_both_paid_keep_one_and_name_the_other_surplus() -> None:
    for order in permutations(range(2)):
        till = Till()
        till.file()
        first = till.start()
        till.stripe.account.pay_slowly(first.session or "")
        till.deliver()
        till.store.commit(
            [active_attempt.free(till.store.slot(till.fee.id))], at=till.now
        )  # as if the door had been open
        till.now += MINUTE
        second = till.start()
        till.stripe.account.slow_outcome(first.session or "", good=True)
        till.stripe.account.pay(second.session or "")
        told = [t for t in till.held if t["type"].startswith("checkout")]
        till.held.clear()
        for n in order:
            till.webhook(told[n])
            till.relay()

        kept = [p["kept"] for p in till.stored("PAY#")]
        assert sorted(kept) == [0, 150_000]
        assert till.fee.surplus == 150_000
        assert len(till.receipts) == 1
