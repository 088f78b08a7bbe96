"""What waits for a citizen, as the route answers it."""

from datetime import UTC, datetime

import pytest

from contracts.casework import CasePapersRequested
from contracts.testing.dossier_events import CODE, OWNER, DossierEvents, paid_dossier
from kit.core.events import Envelope
from tests.unit.status.world import VAULT, World


def until(event: str) -> World:
    """A world that knows of a dossier's events up to one of this type."""
    messages: list[Envelope] = paid_dossier(VAULT)
    at = max(n for n, message in enumerate(messages) if message.type == event)
    world = World()
    world.receive(messages[: at + 1])
    return world


def waiting(world: World, sub: str = OWNER) -> list[dict[str, object]]:
    items: list[dict[str, object]] = world.client.get("/v1/me/waiting", sub).body["items"]
    return items


def test_a_due_fee_waits_with_its_amount_and_last_day() -> None:
    [task] = waiting(until("fee.due"))

    assert (task["what"], task["code"]) == ("pay", CODE)
    assert task["amount"]
    assert task["pay_by"] == "2026-11-30"
    assert task["due"] is None


def test_a_paid_dossier_waits_for_nobody_until_its_result_is_there() -> None:
    assert waiting(until("case.accepted")) == []
    [task] = waiting(until("case.completed"))

    assert task["what"] == "result"
    assert waiting(until("case.returned")) == []


def test_nothing_of_another_citizen_is_listed() -> None:
    world = until("fee.due")

    assert waiting(world, "another") == []


@pytest.mark.parametrize(("sub", "status"), [("", 401), (OWNER, 200)])
def test_what_waits_is_for_citizens(sub: str, status: int) -> None:
    assert World().client.get("/v1/me/waiting", sub).status == status


def test_a_requested_supplement_waits_until_its_day() -> None:
    world = until("case.accepted")
    world.receive([requested()])

    [task] = waiting(world)

    assert task["what"] == "supplement"
    assert task["due"] == "2026-12-10T17:00:00+07:00"


def requested() -> Envelope:
    """The event of a request that may be met until 10 December."""
    events = DossierEvents(VAULT, sequences={("casework", CODE): 20})
    request = CasePapersRequested(
        request="01KAQ000000000000000000077",
        items=("Bản sao hợp đồng",),
        reason="Địa chỉ là nhà thuê.",
        due=datetime(2026, 12, 10, 10, 0, tzinfo=UTC),
    )
    return events.publish("casework", request)
