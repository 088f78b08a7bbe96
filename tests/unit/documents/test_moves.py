"""What Mẫu 06 and 07 show of a case's events."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from documents.domain.move import MOVING, Move
from kit.core.events import Envelope

SENT = datetime(2026, 11, 30, 2, 0, tzinfo=UTC)
DONE = SENT - timedelta(hours=3)
DUE = SENT + timedelta(days=5)


def move(event: str, **data: Any) -> Move:
    return Move.of(
        Envelope(
            id="01KB0000000000000000000000",
            type=event,
            version=1,
            source="casework",
            subject="H49.01.23.000-261130-0001",
            sequence=4,
            time=SENT,
            trace="Root=1",
            data=data,
        )
    )


def test_the_events_that_move_a_case() -> None:
    assert sorted(name.removeprefix("case.") for name in MOVING) == [
        "accepted", "answered", "assigned", "consulted", "decided", "due_changed", "extended",
        "handed_over", "papers_requested", "refused", "result_corrected", "result_recalled",
        "resumed", "returned", "stopped", "withdrawn",
    ]  # fmt: skip


def test_a_move_has_the_place_the_time_and_the_official() -> None:
    place = {
        "agency": "H49.02", "agency_name": "Sở Tư pháp", "desk": "ho-tich", "step": "assess",
        "how": "online",
    }  # fmt: skip
    assigned = move("case.assigned", **place, by_name="Bà Hạnh", step_due=DUE, note="không chép")

    assert assigned == Move(
        sequence=4, event="case.assigned", at=SENT, step_due=DUE, by_name="Bà Hạnh", **place
    )


def test_an_act_recorded_late_counts_from_when_it_was_done() -> None:
    assert move("case.decided", at=DONE.isoformat()).at == DONE


def test_a_signer_stands_where_no_official_is_named() -> None:
    assert move("case.decided", signer_name="Ông Dũng").by_name == "Ông Dũng"


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("case.accepted", {"due": {"at": DUE.isoformat()}}),
        ("case.extended", {"new_due": DUE.isoformat()}),
        ("case.due_changed", {"new": DUE.isoformat()}),
    ],
)
def test_the_promised_moment_is_the_latest_one(event: str, data: dict[str, Any]) -> None:
    assert move(event, **data).due == DUE


@pytest.mark.parametrize("event", ["case.answered", "case.papers_requested"])
def test_another_ones_due_date_promises_the_citizen_nothing(event: str) -> None:
    assert move(event, due={"at": DUE.isoformat()}).due is None


def test_the_due_date_of_a_consultation_is_the_agencys_and_promises_the_citizen_nothing() -> None:
    consulted = move("case.consulted", agency="H49.62", due=DUE.isoformat())

    assert (consulted.due, consulted.answer_due) == (None, DUE)


def test_an_event_without_a_due_date_promises_none() -> None:
    assert move("case.returned", due="tuỳ").due is None
