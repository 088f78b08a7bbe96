"""The acts on a refund: the fields that each one changes, and its event."""

from datetime import timedelta
from typing import Any

import pytest

from contracts.payments import (
    RefundFailed,
    RefundOpened,
    RefundSucceeded,
)
from kit.core.events import Change
from kit.core.model import Event
from kit.testing.clock import NOW
from payments.domain import refund as refunds
from payments.domain.refund import (
    KEY_LIFETIME,
    REFUND_GRAPH,
    REFUND_SINKS,
    Refund,
    RefundAct,
    RefundDecided,
    RefundState,
    RefundTooLarge,
    SecondApproverRequired,
    approvals_needed,
    origin_of,
)

LATER = NOW + timedelta(hours=1)
REFUND_MOVES: dict[RefundAct, dict[RefundState, RefundState]] = {
    "approve": {"requested": "open"},
    "refuse": {"requested": "refused"},
    "succeed": {"open": "succeeded"},
    "fail": {"open": "failed", "succeeded": "failed"},
}


def a_refund(state: RefundState = "requested", **changes: Any) -> Refund:
    fields: dict[str, Any] = {
        "id": "R",
        "payment": "P",
        "fee": "F",
        "method": "card",
        "provider": "stripe",
        "amount": 50_000,
        "origin": "fees",
        "why": "nhầm",
        "by": "an",
        "state": state,
        "since": NOW,
    }
    return Refund(**{**fields, **changes})


def after(change: Change) -> Refund:
    assert isinstance(change.state, Refund)
    return change.state


def test_a_refund_moves_only_as_its_drawing_says() -> None:
    moves = {
        (before, act): state
        for act, by_state in REFUND_MOVES.items()
        for before, state in by_state.items()
    }

    assert moves == REFUND_GRAPH


@pytest.mark.parametrize(
    ("amount", "before", "needs"),
    [(1_000_000, 0, 1), (1_000_001, 0, 2), (1, 999_999, 1), (2, 999_999, 2)],
)
def test_what_went_back_before_counts_for_the_four_eyes(
    amount: int, before: int, needs: int
) -> None:
    assert approvals_needed(amount, manual=False, by_rule=False, before=before) == needs


@pytest.mark.parametrize(
    ("amount", "overpaid", "fees", "origin"),
    [
        (5, 5, 100, "overpayments"),
        (6, 5, 100, "fees"),
        (100, 5, 100, "fees"),
        (100, 100, 5, "overpayments"),
    ],
)
def test_an_overpayment_goes_back_before_the_fee(
    amount: int, overpaid: int, fees: int, origin: str
) -> None:
    assert origin_of(amount, overpaid=overpaid, fees=fees) == origin


def test_more_than_either_account_holds_is_refused_with_both_sums() -> None:
    with pytest.raises(RefundTooLarge) as refused:
        origin_of(101, overpaid=5, fees=100)

    assert (refused.value.code, refused.value.field) == ("refund_too_large", "amount")
    assert "100 VND of the fee, or 5 VND" in refused.value.message("en")


def test_a_new_refund_is_made_by_a_machine_and_needs_nobody_unless_it_says_so() -> None:
    refund = a_refund()

    assert (refund.manual, refund.needs, refund.approvals) == (False, 0, ())
    assert (refund.pk, refund.key) == ("REFUND#R", "pay-P-refund-R")
    assert Refund.model_fields["state"].default == "requested"
    assert timedelta(hours=23) == KEY_LIFETIME


@pytest.mark.parametrize(
    ("needs", "approvals", "state", "event"),
    [
        (0, (), "open", RefundOpened),
        (1, (), "requested", None),
        (1, ("binh",), "open", RefundOpened),
        (2, ("binh",), "requested", None),
    ],
)
def test_a_refund_is_open_as_soon_as_enough_officials_approve(
    needs: int, approvals: tuple[str, ...], state: str, event: type[Event] | None
) -> None:
    change = refunds.begin(a_refund(needs=needs, approvals=approvals))

    assert after(change).state == state
    assert change.event == (event and RefundOpened(fee="F", amount=50_000, why="nhầm"))


def test_the_same_official_does_not_approve_twice() -> None:
    with pytest.raises(SecondApproverRequired) as refused:
        refunds.approve(a_refund(needs=2, approvals=("binh",)), by="binh")

    assert (refused.value.code, refused.value.field) == ("second_approver_required", "refund")


def test_a_decided_refund_is_refused_with_its_field() -> None:
    with pytest.raises(RefundDecided) as refused:
        refunds.approve(a_refund("succeeded"), by="binh")

    assert (refused.value.code, refused.value.field) == ("refund_decided", "refund")


def test_nobody_approves_a_refused_refund_although_it_lacked_an_approval() -> None:
    with pytest.raises(RefundDecided):
        refunds.approve(a_refund("refused", needs=2), by="binh")
    assert {"succeeded", "failed", "refused"} == REFUND_SINKS


def test_a_refused_refund_says_when_why_and_by_whom() -> None:
    change = refunds.refuse(a_refund(), by="binh", why="không đúng", at=LATER)

    refused = after(change)
    assert (refused.until, refused.error, change.event) == (LATER, "không đúng (binh)", None)


def test_a_refund_remembers_when_the_provider_was_asked_and_what_it_answered() -> None:
    requested = refunds.record_request(a_refund("open"), LATER)
    acknowledged = refunds.acknowledge(a_refund("open"), provider_refund_id="re_1", until=LATER)
    waiting = refunds.reschedule(a_refund("open"), until=LATER)

    assert (after(requested).requested_at, requested.event) == (LATER, None)
    assert after(acknowledged).provider_refund_id == "re_1"
    assert (after(acknowledged).next_check_at, acknowledged.event) == (LATER, None)
    assert (after(waiting).next_check_at, waiting.event) == (LATER, None)


def test_a_refund_that_succeeded_says_when_and_under_which_id() -> None:
    change = refunds.succeed(a_refund("open"), provider_refund_id="re_1", at=LATER)

    done = after(change)
    assert (done.until, done.provider_refund_id) == (LATER, "re_1")
    assert change.event == RefundSucceeded(fee="F", amount=50_000, why="nhầm")


@pytest.mark.parametrize(("reported", "stored"), [(None, "re_1"), ("re_2", "re_2")])
def test_a_refund_that_failed_says_why_under_the_id_that_is_known(
    reported: str | None, stored: str
) -> None:
    refund = a_refund("open", provider_refund_id="re_1")

    change = refunds.fail(refund, error="lost_card", at=LATER, provider_refund_id=reported)

    failed = after(change)
    assert (failed.until, failed.error, failed.provider_refund_id) == (LATER, "lost_card", stored)
    assert change.event == RefundFailed(fee="F", amount=50_000, why="nhầm")
