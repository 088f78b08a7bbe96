"""The acts on a fee and on its lock: the fields that each one changes, and its event."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from contracts.payments import (
    FeeDisputed,
    FeeDue,
    FeeReinstated,
    FeeSettled,
    FeeSurplus,
    FeeVoided,
    FeeWaived,
)
from contracts.receipts import Payer, ReceiptFacts
from contracts.terms import QuoteLine
from kit.core.events import Change
from kit.testing.clock import NOW
from payments.domain import fee as fees
from payments.domain import fee_ending as fee_endings
from payments.domain import last_day as last_days
from payments.domain.fee import (
    FEE_GRAPH,
    ActiveAttempt,
    Fee,
    FeeAct,
    FeeNotDue,
    FeeSettlement,
    FeeState,
    ProposedEnding,
)

LATER = NOW + timedelta(hours=1)
LINE = QuoteLine(rule="r", name="Lệ phí", amount=150_000)
RECEIPT = ReceiptFacts(number="1", lines=(LINE,), collector="UBND")
PAYER = Payer(name="Nguyễn Thị An")
MOVES: dict[FeeAct, dict[FeeState, FeeState]] = {
    "settle": {"due": "settled"},
    "waive": {"due": "waived"},
    "void": {"due": "void"},
    "reinstate": {"void": "due"},
    "overpay": {"settled": "settled", "waived": "waived", "void": "void"},
    "dispute": {"settled": "settled"},
}


def a_fee(state: FeeState = "due", **changes: Any) -> Fee:
    fields: dict[str, Any] = {
        "id": "F",
        "lines": (LINE,),
        "total": 150_000,
        "pay": "before_acceptance",
        "pay_by": LATER,
        "since": NOW,
        "state": state,
    }
    return Fee(**{**fields, **changes})


def after(change: Change) -> Fee:
    assert isinstance(change.state, Fee)
    return change.state


def test_a_fee_moves_only_as_its_drawing_says() -> None:
    moves = {
        (before, act): state
        for act, by_state in MOVES.items()
        for before, state in by_state.items()
    }

    assert moves == FEE_GRAPH


def test_a_new_fee_is_due_and_nothing_came_beyond_it() -> None:
    fee = Fee(id="F", lines=(LINE,), total=150_000, pay="before_result", since=NOW)

    assert (fee.pk, fee.state, fee.overpaid, fee.attempts) == ("FEE#F", "due", 0, ())
    settlement = FeeSettlement(payment="P", method="card", receipt=RECEIPT, payer=None)
    assert settlement.overpaid == 0


def test_a_fee_that_is_due_says_what_for_and_until_when() -> None:
    change = fees.due(a_fee())

    assert (change.state, change.event) == (
        a_fee(),
        FeeDue(lines=(LINE,), total=150_000, pay_by=LATER),
    )


@pytest.mark.parametrize("payer", [PAYER, None])
def test_a_settled_fee_says_by_whom_and_how(payer: Payer | None) -> None:
    settlement = FeeSettlement(
        payment="P", method="transfer", receipt=RECEIPT, payer=payer, overpaid=5
    )

    change = fees.settle(a_fee(), settlement, at=LATER)

    settled = after(change)
    assert (settled.state, settled.payment, settled.method) == ("settled", "P", "transfer")
    assert (settled.receipt, settled.overpaid, settled.until) == (RECEIPT, 5, LATER)
    assert change.event == FeeSettled(
        amount=150_000,
        method="transfer",
        receipt=RECEIPT,
        payer=payer and "Nguyễn Thị An",
        paid_by=payer,
    )


def test_a_fee_that_an_official_ends_says_when_why_and_by_whom() -> None:
    waived = fee_endings.waive(a_fee(), why="hộ nghèo", by="an", at=LATER, request="R")
    voided = fee_endings.void(a_fee(), why="refused", by="system", at=LATER, request="R")

    for change in (waived, voided):
        assert (after(change).until, after(change).decided) == (LATER, "R")
    assert (after(waived).state, after(voided).state) == ("waived", "void")
    assert waived.event == FeeWaived(why="hộ nghèo", by="an")
    assert voided.event == FeeVoided(why="refused", by="system")


def test_a_reinstated_fee_is_due_again_and_the_sweeper_waits_for_its_money() -> None:
    until = LATER + timedelta(hours=1)
    voided = after(fee_endings.void(a_fee(), why="unpaid", by="pay_by", at=LATER))

    change = last_days.reinstate(voided, paid_at=NOW, until=until)

    assert change.event == FeeReinstated(pay_by=LATER, paid_at=NOW)
    assert change.state == a_fee(reinstated=True, next_check_at=until)


@pytest.mark.parametrize(
    ("why", "paid_at", "in_time"),
    [
        ("unpaid", NOW, True),
        ("unpaid", LATER - timedelta(microseconds=1), True),
        ("unpaid", LATER, False),
        ("refused", NOW, False),
        ("thu nhầm", NOW, False),
    ],
)
def test_only_what_time_alone_voided_can_have_been_paid_in_time(
    why: str, paid_at: datetime, *, in_time: bool
) -> None:
    voided = after(fee_endings.void(a_fee(), why=why, by="x", at=LATER))

    assert fees.is_paid_in_time(voided, paid_at) is in_time
    assert not fees.is_paid_in_time(a_fee(), NOW)
    assert not fees.is_paid_in_time(voided.evolve(pay_by=None), paid_at)


def test_an_ending_that_is_proposed_leaves_the_fee_due_until_a_second_official_agrees() -> None:
    proposed = ProposedEnding(act="waive", by="an", why="hộ nghèo", since=NOW, request="R")

    change = fee_endings.propose_ending(a_fee(), proposed)

    assert (change.state, change.event) == (a_fee(proposed=proposed), None)
    with pytest.raises(FeeNotDue):
        fee_endings.propose_ending(a_fee("settled"), proposed)
    assert fee_endings.SECOND_OFFICIAL_ABOVE == 1_000_000


def test_an_ending_that_two_officials_decided_names_both() -> None:
    waived = fee_endings.waive(a_fee(), why="x", by="binh", at=LATER, proposed_by="an")
    voided = fee_endings.void(a_fee(), why="x", by="binh", at=LATER, proposed_by="an")

    assert waived.event == FeeWaived(why="x", by="binh", proposed_by="an")
    assert voided.event == FeeVoided(why="x", by="binh", proposed_by="an")


def test_money_that_is_not_owed_is_added_up() -> None:
    change = fees.add_overpayment(a_fee("waived", overpaid=20), payment="P", amount=5)

    assert (after(change).overpaid, after(change).state) == (25, "waived")
    assert change.event == FeeSurplus(amount=5, payment="P")


def test_a_disputed_fee_stays_settled() -> None:
    change = fees.dispute(a_fee("settled"), amount=5, evidence_due=LATER)

    assert change.state == a_fee("settled")
    assert change.event == FeeDisputed(amount=5, evidence_due=LATER)
    with pytest.raises(FeeNotDue) as refused:
        fees.dispute(a_fee(), amount=5, evidence_due=LATER)
    assert (refused.value.code, refused.value.field) == ("fee_not_due", "fee")


def test_attempts_and_turns_are_stored_and_tell_nobody() -> None:
    attempted = fees.add_attempt(a_fee(attempts=("P1",)), "P2")
    waiting = fees.reschedule(a_fee(), until=LATER)

    assert (after(attempted).attempts, attempted.event) == (("P1", "P2"), None)
    assert (after(waiting).next_check_at, waiting.event) == (LATER, None)


def test_the_hundred_latest_attempts_are_listed() -> None:
    full = a_fee(attempts=tuple(map(str, range(100))))

    attempts = after(fees.add_attempt(full, "last")).attempts

    assert (len(attempts), attempts[0], attempts[-1]) == (100, "1", "last")


def test_an_attempt_locks_its_fee_until_it_is_released() -> None:
    locked = fees.lock(ActiveAttempt(id="F"), "P")
    assert (locked.state, locked.event) == (ActiveAttempt(id="F", attempt="P"), None)
    assert locked.state.pk == "ACTIVE#F"

    released = fees.release(ActiveAttempt(id="F", attempt="P"))
    assert (released.state, released.event) == (ActiveAttempt(id="F"), None)
