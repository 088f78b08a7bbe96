"""Money that comes to our account by bank, in a world of all services."""

from datetime import timedelta

from payments.provider_events.receive import receive
from payments.providers.bank.bank_callback import HEADER
from tests.unit.payments.bank_builders import CALLBACK, body, line, signature
from tests.world import World


def pay_by_bank(world: World, reference: str, amount: int = 150_000) -> None:
    """The bank reports a transfer with this text, and payments books it."""
    now = world.now()
    booked_at = (now - timedelta(seconds=2)).isoformat()
    text = f"CT DEN:{reference} chuyen tien"
    raw = body(line(booked_at=booked_at, amount=amount, text=text, id=f"FT{reference}"))
    headers = {HEADER.lower(): signature(raw, stamp=int(now.timestamp()))}
    receive(world.payments, CALLBACK, raw, headers, now)
    world.settle()
