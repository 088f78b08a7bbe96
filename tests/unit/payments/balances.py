"""What the ledger of a world says, beside what the books of its providers say."""

from collections import Counter
from datetime import timedelta

from kit.testing.clock import NOW
from payments.domain.ledger import Entry
from tests.unit.payments.world import World

MONTHS = timedelta(days=100)


def entries(world: World) -> list[Entry]:
    """The whole ledger."""
    items = world.transport.items.values()
    return [Entry.model_validate_json(i.doc) for i in items if i.pk.startswith("LEDGER#")]


def balances(world: World, about: str | None = None) -> dict[str, int]:
    """What each account holds, where it holds something, in đồng; `about` one payment or bank
    line, or all."""
    held: Counter[str] = Counter()
    for entry in entries(world):
        if about in (None, entry.about):
            for posting in entry.postings:
                held[posting.account] += posting.amount
    return {account: amount for account, amount in sorted(held.items()) if amount}


def at_stripe(world: World) -> int:
    """What Stripe's own book says it holds for us, in đồng."""
    return sum(
        line.amount
        for line in world.providers.gateway("stripe").list_balance_transactions(
            NOW - MONTHS, world.now + MONTHS
        )
    )


def at_platform(world: World) -> int:
    """What the payment platform's own list says it holds for us, in đồng."""
    gateway = world.providers.gateway("platform")
    lines = gateway.list_balance_transactions(NOW - MONTHS, world.now + MONTHS)
    return sum(line.amount for line in lines)


def at_bank(world: World) -> int:
    """What the bank's book says it holds for us, in đồng."""
    return sum(line.amount if line.direction == "in" else -line.amount for line in world.bank.lines)


def books_agree(world: World) -> bool:
    """Whether the ledger adds up to zero and to what the providers hold."""
    held = balances(world)
    return sum(held.values()) == 0 and (held.get("at:stripe", 0), held.get("at:bank", 0)) == (
        at_stripe(world),
        at_bank(world),
    )
