"""Above a limit two officials decide that a fee need not be paid."""

import pytest

from payments.backoffice.waive_or_void import VoidFee, WaiveFee, waive_or_void
from payments.domain.fee import Fee, FeeNotDue
from payments.domain.refund import SecondApproverRequired
from tests.unit.payments.api_world import ApiWorld
from tests.unit.payments.world import World

LIMIT = 149_999
"""đồng; the fee of the world is 150,000."""


@pytest.fixture
def world() -> World:
    world = World()
    world.file()
    return world


def decide(world: World, by: str, request: str, kind: type[WaiveFee | VoidFee] = WaiveFee) -> Fee:
    command = kind(request, world.fee.id, "hộ nghèo", by)
    return waive_or_void(
        world.store, world.providers, command, world.now, second_official_above=LIMIT
    )


def test_one_official_alone_changes_nothing(world: World) -> None:
    attempt = world.start()

    fee = decide(world, "one", "01A")

    assert (fee.state, fee.proposed and fee.proposed.by) == ("due", "one")
    assert world.store.payment(attempt.id).state == "pending"


def test_a_second_official_decides_and_the_event_names_both(world: World) -> None:
    decide(world, "one", "01A")

    assert decide(world, "two", "01B").state == "waived"
    event = world.event("fee.waived")
    assert (event["by"], event["proposed_by"]) == ("two", "one")


def test_the_same_official_is_not_the_second_and_a_repeat_is_no_decision(world: World) -> None:
    decide(world, "one", "01A")

    assert decide(world, "one", "01A").state == "due"
    with pytest.raises(SecondApproverRequired):
        decide(world, "one", "01B")
    assert world.fee.state == "due"


def test_another_act_is_a_first_decision_again(world: World) -> None:
    decide(world, "one", "01A", WaiveFee)

    assert decide(world, "two", "01B", VoidFee).state == "due"
    assert decide(world, "one", "01C", VoidFee).state == "void"


def test_a_fee_paid_meanwhile_is_not_waived(world: World) -> None:
    decide(world, "one", "01A")
    world.stripe.account.pay(world.start().session or "")
    world.deliver()

    with pytest.raises(FeeNotDue):
        decide(world, "two", "01B")


def test_a_fee_at_the_limit_needs_one_official(world: World) -> None:
    command = WaiveFee("01A", world.fee.id, "hộ nghèo", "one")

    fee = waive_or_void(
        world.store, world.providers, command, world.now, second_official_above=150_000
    )

    assert fee.state == "waived"


def test_officials_see_what_waits_and_payers_do_not(world: World) -> None:
    api = ApiWorld(world)
    decide(world, "accountant", "01A")
    path = f"/v1/fees/{world.fee.id}"

    official, payer = api.ask("GET", path, "second"), api.ask("GET", path)

    assert official.body["proposed"]["by"] == "accountant"
    assert payer.body["proposed"] is None
