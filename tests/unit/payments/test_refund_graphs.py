"""Refunds and cases of money go by their graphs: every pair of state and act leads where they
say or is refused."""

import re
from itertools import product

import pytest

from kit.core.events import Change
from kit.testing.clock import NOW
from kit.testing.memory_table import memory_table
from payments.domain import discrepancy as cases
from payments.domain import refund as refunds
from payments.domain.discrepancy import (
    DISCREPANCY_ACTS,
    DISCREPANCY_GRAPH,
    DISCREPANCY_KINDS,
    DISCREPANCY_STATES,
    Discrepancy,
    DiscrepancyAct,
    DiscrepancyOver,
    DiscrepancyState,
    discrepancy_id,
)
from payments.domain.refund import (
    REFUND_ACTS,
    REFUND_GRAPH,
    REFUND_SINKS,
    REFUND_STATES,
    Refund,
    RefundAct,
    RefundDecided,
    RefundState,
    approvals_needed,
)
from payments.repository import PaymentRepository

EVENTS: dict[RefundAct, str | None] = {
    "approve": "refund.opened",
    "refuse": None,
    "succeed": "refund.succeeded",
    "fail": "refund.failed",
}


def a_refund(state: RefundState, *, needs: int = 1) -> Refund:
    return Refund(
        id="R",
        payment="P",
        fee="F",
        method="card",
        provider="stripe",
        amount=150_000,
        origin="fees",
        why="nhầm",
        by="an",
        needs=needs,
        state=state,
        since=NOW,
    )


def a_case(state: DiscrepancyState) -> Discrepancy:
    return Discrepancy(
        id="paid_twice.P",
        kind="paid_twice",
        state=state,
        provider="bank",
        day="2026-11-23",
        since=NOW,
        amount=1,
    )


def refund_act(refund: Refund, act: RefundAct) -> Change:
    match act:
        case "approve":
            return refunds.approve(refund, by="binh")
        case "refuse":
            return refunds.refuse(refund, by="binh", why="không đúng", at=NOW)
        case "succeed":
            return refunds.succeed(refund, provider_refund_id="re_1", at=NOW)
        case "fail":
            return refunds.fail(refund, error="lost_or_stolen_card", at=NOW)


def case_act(case: Discrepancy, act: DiscrepancyAct) -> Change:
    if act == "reopen":
        return cases.reopen(case)
    doing = cases.resolve if act == "resolve" else cases.sign
    return doing(case, by="an", reason="đã đối soát", at=NOW)


@pytest.mark.parametrize(("state", "act"), list(product(REFUND_STATES, REFUND_ACTS)))
def test_every_pair_of_a_refund(state: RefundState, act: RefundAct) -> None:
    if (state, act) not in REFUND_GRAPH:
        with pytest.raises(RefundDecided):
            refund_act(a_refund(state), act)
        return
    change = refund_act(a_refund(state), act)

    assert isinstance(change.state, Refund)
    assert change.state.state == REFUND_GRAPH[state, act]
    assert (change.event and change.event.TYPE) == EVENTS[act]


@pytest.mark.parametrize(("state", "act"), list(product(DISCREPANCY_STATES, DISCREPANCY_ACTS)))
def test_every_pair_of_a_case(state: DiscrepancyState, act: DiscrepancyAct) -> None:
    if (state, act) not in DISCREPANCY_GRAPH:
        with pytest.raises(DiscrepancyOver):
            case_act(a_case(state), act)
        return
    change = case_act(a_case(state), act)

    assert isinstance(change.state, Discrepancy)
    assert change.state.state == DISCREPANCY_GRAPH[state, act]


def test_a_refund_opens_only_with_as_many_officials_as_it_needs() -> None:
    requested = refunds.approve(a_refund("requested", needs=2), by="an").state

    assert isinstance(requested, Refund)
    assert requested.state == "requested"
    agreed = refunds.approve(requested, by="binh").state
    assert isinstance(agreed, Refund)
    assert agreed.state == "open"
    assert agreed.approvals == ("an", "binh")


@pytest.mark.parametrize(
    ("amount", "manual", "by_rule", "needs"),
    [
        (1, False, False, 1),
        (1_000_000, False, False, 1),
        (1_000_001, False, False, 2),
        (99_999_999, False, True, 0),
        (1, True, False, 2),
        (1, True, True, 2),
    ],
)
def test_how_many_must_agree(amount: int, manual: bool, by_rule: bool, needs: int) -> None:
    assert approvals_needed(amount, manual=manual, by_rule=by_rule) == needs


def test_nothing_leaves_a_refunds_sink_but_its_failure() -> None:
    assert {pair for pair in REFUND_GRAPH if pair[0] in REFUND_SINKS} == {("succeeded", "fail")}


def test_only_a_refund_that_a_machine_must_send_waits_for_the_sweeper() -> None:
    stored = PaymentRepository(memory_table(), None)
    attributes = {state: stored.index_attributes(a_refund(state)) for state in REFUND_STATES}

    assert {state for state, own in attributes.items() if "waiting" in own} == {"open"}
    assert "waiting" not in stored.index_attributes(a_refund("open").evolve(manual=True))
    assert {own["by"] for own in attributes.values()} == {f"REFUNDS#{s}" for s in REFUND_STATES}


@pytest.mark.parametrize("kind", DISCREPANCY_KINDS)
def test_the_id_of_every_case_can_stand_in_an_address(kind: cases.DiscrepancyKind) -> None:
    assert re.match(cases.DISCREPANCY_ID_PATTERN, discrepancy_id(kind, "bank:FT/2026-11.001"))
