"""A fee that nobody could know at the filing: an officer assesses it, and what waits for it."""

from datetime import timedelta
from typing import Any

import pytest

from casework.domain.assessment import FeeUnassessed
from casework.domain.endings import FeeUnpaid
from contracts.payments import FeeVoided, FeeWaived
from contracts.terms import Pay, UnassessedFee
from kit.core.ids import new_ulid
from kit.testing.clock import NOW
from tests.unit.casework.act_commands import FEE_LINES, perform
from tests.unit.casework.world import (
    CODE,
    FEE_DUE,
    FEE_SETTLED,
    OFFICER,
    World,
    a_dossier,
    a_procedure,
    a_sealed_result,
)

CASE = f"/v1/cases/{CODE}"
QUOTED = new_ulid(NOW - timedelta(days=1))
ASSESSED = new_ulid(NOW + timedelta(days=1))
"""A fee's id is that of the event that made it due."""
UNASSESSED = UnassessedFee(rule="b", name="Phí thẩm định", because="set_by_provincial_council")
LINE = {"rule": "TT 85/2019", "name": "Phí thẩm định", "amount": 50_000}


def of_unknown_fee() -> World:
    """A case in work whose procedure has a fee that the filing could not quote."""
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier(pay="before_result", total=0))
    world.accept()
    world.assign()
    return world


def complete(world: World) -> None:
    world.decide()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")


def test_a_fee_of_unknown_amount_is_not_0_and_holds_the_decision_up() -> None:
    world = of_unknown_fee()
    world.propose()

    with pytest.raises(FeeUnassessed) as refused:
        world.approve()

    assert (refused.value.status, refused.value.code) == (409, "fee_unassessed")
    perform(world, "assess_fee", OFFICER)
    assert world.approve().state == "signing"


def test_an_assessed_fee_is_published_and_the_result_waits_for_it() -> None:
    world = of_unknown_fee()

    case = perform(world, "assess_fee", OFFICER)

    assert case.state == "in_work"
    event = world.events()[-1]
    assert (event.type, event.data["total"], event.data["pay"]) == (
        "case.fee_assessed",
        50_000,
        "before_result",
    )
    complete(world)
    with pytest.raises(FeeUnpaid):
        world.return_result()
    world.receive(FEE_DUE, subject=ASSESSED)
    with pytest.raises(FeeUnpaid):
        world.return_result()
    world.receive(FEE_SETTLED, subject=ASSESSED)
    assert world.return_result().state == "returned"


@pytest.mark.parametrize(
    "ending", [FEE_SETTLED, FeeWaived(why="x", by="a"), FeeVoided(why="x", by="a")]
)
def test_the_work_waits_for_a_blocking_fee_and_goes_on_when_it_ends(ending: Any) -> None:
    world = of_unknown_fee()
    due = world.case.due

    assert perform(world, "assess_blocking_fee", OFFICER).state == "awaiting_fee"
    world.receive(FEE_DUE, subject=ASSESSED)
    assert world.case.state == "awaiting_fee"
    world.receive(ending, subject=ASSESSED)

    assert (world.case.state, world.case.due) == ("in_work", due)
    resumed = world.events()[-1]
    assert (resumed.type, resumed.data["why"]) == ("case.resumed", "fee_ended")


def test_the_fee_of_the_filing_does_not_pay_for_the_assessed_one() -> None:
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier())
    world.receive(FEE_SETTLED, subject=QUOTED)
    world.accept()
    world.assign()

    perform(world, "assess_blocking_fee", OFFICER)
    states = []
    for fee in (QUOTED, ASSESSED):
        world.receive(FEE_SETTLED, subject=fee)
        states.append(world.case.state)

    assert states == ["awaiting_fee", "in_work"]


def test_a_fee_that_is_paid_at_the_counter_pays_for_no_assessed_one() -> None:
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier(pay="at_counter"))
    world.accept()
    world.assign()

    perform(world, "assess_blocking_fee", OFFICER)
    states = []
    for fee in (QUOTED, ASSESSED):
        world.receive(FEE_SETTLED, subject=fee)
        states.append(world.case.state)

    assert states == ["awaiting_fee", "in_work"]


def test_an_assessed_fee_pays_for_none_that_was_quoted() -> None:
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier(pay="before_result"))
    world.accept()
    world.assign()
    perform(world, "assess_fee", OFFICER)
    world.receive(FEE_SETTLED, subject=ASSESSED)
    complete(world)

    with pytest.raises(FeeUnpaid):
        world.return_result()
    world.receive(FEE_SETTLED, subject=QUOTED)
    assert world.return_result().state == "returned"


@pytest.mark.parametrize("pay", ["before_acceptance", "before_result"])
def test_a_paid_line_assesses_no_other_fee(pay: Pay) -> None:
    world = World()
    world.publish(a_procedure())
    world.receive(a_dossier(pay=pay, unassessed=(UNASSESSED,)))
    world.receive(FEE_SETTLED, subject=QUOTED)
    world.accept()
    world.assign()
    world.propose()
    with pytest.raises(FeeUnassessed):
        world.approve()

    perform(world, "assess_fee", OFFICER)
    world.approve()
    (wanted,) = world.case.wanted
    world.receive(a_sealed_result(wanted.document), subject="DOC-1")

    with pytest.raises(FeeUnpaid):
        world.return_result()
    world.receive(FEE_SETTLED, subject=ASSESSED)
    assert world.return_result().state == "returned"


def test_nothing_is_owed_where_an_officer_says_so() -> None:
    world = of_unknown_fee()

    perform(world, "assess_fee", OFFICER, lines=())

    assert world.events()[-1].data["total"] == 0
    complete(world)
    assert world.return_result().state == "returned"


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"lines": [{**LINE, "amount": 0}], "pay": "now"}, "lines.0.amount"),
        ({"lines": [LINE] * 21, "pay": "now"}, "lines"),
        ({"lines": [LINE], "pay": "at_counter"}, "pay"),
        ({"lines": [], "pay": "now"}, None),
    ],
)
def test_a_broken_assessment_names_its_field(body: Any, field: str | None) -> None:
    answer = of_unknown_fee().client.post(f"{CASE}/fee-assessment", "officer", body)

    assert (answer.status, answer.body.get("field")) == (422, field)


def test_the_route_assesses() -> None:
    world = of_unknown_fee()
    body = {"lines": [LINE], "pay": "now"}

    answer = world.client.post(f"{CASE}/fee-assessment", "officer", body)

    assert (answer.status, answer.body["state"]) == (201, "awaiting_fee")
    assert world.events()[-1].data["lines"][0]["name"] == FEE_LINES[0].name
