"""Cases ended by several officials at once, on a busy table: money is given away once, whoever
is first."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest

from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from kit.persistence.fault_injecting_transport import FaultInjectingTransport
from kit.persistence.items import Ambiguous, Busy
from kit.platform.fault_injection import Plan
from kit.testing.memory_table import MemoryTransport
from payments.backoffice import allocate_money, resolve_discrepancy
from payments.backoffice import cash as desk
from payments.backoffice.allocate_money import AllocateMoney
from payments.backoffice.resolve_discrepancy import MatchOutgoing
from payments.domain.ledger import Entry
from tests.unit.payments.world import ACCOUNT, World

TOGETHER = 4


def ledger(world: World) -> dict[str, int]:
    items = [
        i for i in world.transport.items.values() if i.pk.startswith("LEDGER#") and "#" in i.sk
    ]
    sums: dict[str, int] = {}
    for posting in (p for i in items for p in Entry.model_validate_json(i.doc).postings):
        sums[posting.account] = sums.get(posting.account, 0) + posting.amount
    return {account: amount for account, amount in sums.items() if amount}


def world_with_lines(seed: int) -> tuple[World, str, str]:
    """A fee that is due, money that came without a reference, and as much that left; the cases
    of both."""
    transport = MemoryTransport()
    plan = Plan(rate=0.0, chance=random.Random(seed))
    world = World(transport=transport, around=FaultInjectingTransport(transport, plan))
    world.file()
    world.bank.receive(ACCOUNT.account, 150_000, "nop le phi")
    world.bank.outgoing(ACCOUNT.account, 150_000, "tra lai")
    world.deliver()
    came, sent = sorted(case["id"] for case in world.stored("DISCREPANCY#"))[::-1]
    plan.rate = 0.03
    return world, came, sent


def insisting(do: Callable[[], object]) -> str:
    """How it ended for an official who asks again while the table is busy."""
    for _ in range(30):
        try:
            do()
        except (Busy, Ambiguous):
            continue
        except ServiceError as error:
            if error.code == "unavailable":
                continue
            return error.code
        return "done"
    return "never"


@pytest.mark.parametrize("seed", range(12))
def test_money_is_given_to_a_fee_or_was_sent_back_but_never_both(seed: int) -> None:
    world, came, sent = world_with_lines(seed)
    fee, at = world.fee.id, world.now

    def allocate() -> Callable[[], object]:
        command = AllocateMoney(came, "one", "Đúng người nộp", fee, new_ulid(at))
        return lambda: allocate_money.allocate(world.store, world.providers, command, at)

    def match() -> Callable[[], object]:
        command = MatchOutgoing(came, "two", "Đã trả lại", sent)
        return lambda: resolve_discrepancy.match(world.store, command, at)

    def cash() -> Callable[[], object]:
        taken = desk.TakeCash(new_ulid(at), fee, "cashier")
        return lambda: desk.take_cash(world.store, world.providers, taken, at)

    acts = [act() for _ in range(TOGETHER) for act in (allocate, match, cash)]
    random.Random(seed).shuffle(acts)
    with ThreadPoolExecutor(len(acts)) as pool:
        ended = list(pool.map(insisting, acts))

    balances, case = ledger(world), world.store.discrepancy(came)
    assert "never" not in ended
    assert set(ended) <= {"done", "discrepancy_over", "fee_not_due"}
    assert sum(balances.values()) == 0
    assert len(world.receipts) <= 1
    assert balances.get("allocated", 0) == 0
    assert balances.get("overpayments", 0) == 0
    applied = world.fee.state == "settled" and world.fee.method == "transfer"
    assert case.state == ("resolved" if applied or case.by == "two" else "open")
    assert world.store.discrepancy(sent).state == ("resolved" if case.by == "two" else "open")
    assert balances.get("fees", 0) == (-150_000 if world.fee.state == "settled" else 0)
    assert world.store.book(str(case.line)).owed("unallocated") == (
        0 if case.state == "resolved" else 150_000
    )


def test_who_comes_second_learns_that_the_case_is_over() -> None:
    world, came, sent = world_with_lines(0)
    matched = MatchOutgoing(came, "two", "Đã trả lại", sent)
    resolve_discrepancy.match(world.store, matched, world.now)

    command = AllocateMoney(came, "one", "x", world.fee.id, new_ulid(world.now))
    allocated = insisting(
        lambda: allocate_money.allocate(world.store, world.providers, command, world.now)
    )

    assert allocated == "discrepancy_over"
    assert world.fee.state == "due"
    assert ledger(world) == {}


def test_money_is_not_given_to_a_fee_that_a_card_has_just_paid() -> None:
    world, came, _ = world_with_lines(0)
    world.stripe.account.pay(world.start().session or "")  # and nobody has told us

    command = AllocateMoney(came, "one", "x", world.fee.id, new_ulid(world.now))
    allocated = insisting(
        lambda: allocate_money.allocate(world.store, world.providers, command, world.now)
    )

    assert allocated == "fee_not_due"
    assert (world.fee.state, world.fee.method, world.fee.overpaid) == ("settled", "card", 0)
    assert world.store.discrepancy(came).state == "open"


def test_a_repeat_after_a_lost_answer_finds_what_it_did() -> None:
    world, came, _ = world_with_lines(0)
    command = AllocateMoney(came, "one", "Đúng người nộp", world.fee.id, new_ulid(world.now))

    ended = [
        insisting(lambda: allocate_money.allocate(world.store, world.providers, command, world.now))
        for _ in range(3)
    ]

    assert ended == ["done"] * 3
    assert [receipt.payment for receipt in world.receipts] == [command.payment]
