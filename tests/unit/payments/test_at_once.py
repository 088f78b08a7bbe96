"""Many payers of one fee at once: one session stays payable, and everybody is told the truth."""

import threading

from kit.core.errors import ServiceError
from kit.core.ids import new_ulid
from tests.unit.payments.world import World


def test_of_many_starters_at_once_one_session_stays_payable() -> None:
    world = World()
    world.file()
    refused: list[str] = []
    opened: list[str] = []

    def start(payment: str) -> None:
        try:
            opened.append(world.start(payment).id)
        except ServiceError as error:
            refused.append(error.code)

    threads = [threading.Thread(target=start, args=(new_ulid(world.now),)) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    sessions = world.stripe.account.sessions.values()
    assert len([s for s in sessions if s["status"] == "open"]) == 1
    assert [p["state"] for p in world.stored("ATTEMPT#") if p["state"] != "cancelled"] == [
        "pending"
    ]
    assert world.store.active_attempt(world.fee.id).attempt in opened
    assert set(refused) <= {"payment_over", "unavailable"}
    assert len(opened) + len(refused) == 12
