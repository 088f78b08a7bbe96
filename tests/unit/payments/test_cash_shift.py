"""A cashier's shift: what they took and paid out, and its handover."""

from typing import Any

import pytest

from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import MINUTE, World

SHIFT = "/v1/shift"
HANDOVER = "/v1/shift/handover"


@pytest.fixture
def api() -> ApiWorld:
    world = World()
    world.file()
    return ApiWorld(world)


def take_cash(api: ApiWorld, **headers: str) -> Any:
    return api.ask("POST", f"/v1/fees/{api.world.fee.id}/cash", "cashier", **headers).body


def hand_over(api: ApiWorld, counted: int, seen: int, note: str | None = None, **more: str) -> Any:
    body = {"counted": counted, "expected_seen": seen, "note": note}
    return api.ask("POST", HANDOVER, "cashier", body, **more)


def handovers(api: ApiWorld, who: str, day: str = "2026-11-23") -> list[Any]:
    items: list[Any] = api.ask("GET", f"/v1/handovers?day={day}", who).body["items"]
    return items


def test_a_shift_counts_what_was_taken_once(api: ApiWorld) -> None:
    empty = api.ask("GET", SHIFT, "cashier").body
    for _ in range(2):
        take_cash(api, **{"Idempotency-Key": "the-same-key"})
    shift = api.ask("GET", SHIFT, "cashier").body

    assert (empty["since"], empty["expected"], empty["latest"]) == (None, 0, [])
    assert (shift["taken"], shift["paid_out"], shift["expected"]) == (150_000, 0, 150_000)
    [movement] = shift["latest"]
    assert (movement["kind"], movement["amount"]) == ("taken", 150_000)
    assert movement["dossier"] == "H49.61.01-261123-0001"


def test_what_is_paid_out_leaves_the_drawer_of_who_paid_it_out(api: ApiWorld) -> None:
    payment = take_cash(api)["payment"]
    body = {"amount": 50_000, "why": "Thu nhầm", "refundable_seen": 150_000}
    refund = api.ask("POST", f"/v1/payments/{payment}/refunds", "accountant", body).body
    path = f"/v1/refunds/{refund['refund']}"
    api.ask("POST", f"{path}/approval", "second")
    api.world.now += MINUTE
    for _ in range(2):
        paid = api.ask("POST", f"{path}/payout", "cashier", **{"Idempotency-Key": "the-same-key"})

    shift = api.ask("GET", SHIFT, "cashier").body
    assert (shift["taken"], shift["paid_out"], shift["expected"]) == (150_000, 50_000, 100_000)
    assert [each["kind"] for each in shift["latest"]] == ["paid_out", "taken"]
    assert paid.body["paid_out_by"] == "cashier"


def test_a_handover_ends_the_shift_once_and_the_next_one_is_empty(api: ApiWorld) -> None:
    take_cash(api)
    key = {"Idempotency-Key": "the-same-key"}
    first, again = (hand_over(api, 150_000, 150_000, **key) for _ in range(2))

    assert first.status == again.status == 201
    assert first.body == again.body
    assert (first.body["difference"], first.body["desk"]) == (0, "Quầy số 3")
    assert api.ask("GET", SHIFT, "cashier").body["movements"] == 0
    assert api.ask("GET", SHIFT, "cashier").body["latest"] == []
    assert hand_over(api, 0, 0).body["code"] == "shift_empty"


def test_a_handover_of_another_amount_than_was_seen_is_refused(api: ApiWorld) -> None:
    take_cash(api)
    answer = hand_over(api, 100_000, 100_000)

    assert (answer.status, answer.body["code"]) == (412, "shift_changed")
    assert "150.000 đồng" in answer.body["detail"]
    assert api.ask("GET", SHIFT, "cashier").body["expected"] == 150_000


def test_a_difference_needs_its_reason(api: ApiWorld) -> None:
    take_cash(api)
    bare = hand_over(api, 140_000, 150_000)
    explained = hand_over(api, 140_000, 150_000, "Thối nhầm cho khách")

    assert (bare.status, bare.body["code"]) == (409, "difference_unexplained")
    assert (explained.status, explained.body["difference"]) == (201, -10_000)


def test_accountants_see_the_handovers_of_their_agencies_and_cashiers_their_own(
    api: ApiWorld,
) -> None:
    take_cash(api)
    hand_over(api, 150_000, 150_000)

    for who in ("cashier", "accountant", "treasurer"):
        assert [each["by"] for each in handovers(api, who)] == ["cashier"], who
    for who in ("cashier-elsewhere", "accountant-elsewhere"):
        assert handovers(api, who) == [], who
    assert handovers(api, "treasurer", "2026-11-22") == []


def test_a_shift_is_a_cashiers(api: ApiWorld) -> None:
    assert api.ask("GET", SHIFT, "accountant").status == 403
    assert api.ask("POST", HANDOVER, "accountant", {}).status == 403
    assert api.ask("GET", "/v1/handovers?day=2026-11-23", "official").status == 403
