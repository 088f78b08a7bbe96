"""The states of an uploaded statement: what each act leaves behind, and what it refuses."""

from collections.abc import Callable
from datetime import date, timedelta
from itertools import product

import pytest

from kit.core.events import Change
from kit.testing.clock import NOW
from payments.domain import statement_upload as uploads
from payments.domain.statement_upload import (
    UNREAD_LISTED,
    UPLOAD_ACTS,
    UPLOAD_GRAPH,
    UPLOAD_STATES,
    StatementUpload,
    StatementUploadOver,
    UnreadMark,
    UploadAct,
    UploadProblem,
    UploadState,
)

LATER = NOW + timedelta(minutes=1)
PROBLEM = UploadProblem(code="statement_unreadable", vi="Không đọc được.", en="Unreadable.")


def an_upload(state: UploadState = "received", new: int = 0) -> StatementUpload:
    return StatementUpload(
        id="U", sha256="0" * 64, size=7, by="an", at=NOW, state=state, lines=9, new=new
    )


def unread_lines(number: int) -> list[UnreadMark]:
    return [UnreadMark(line=n, column="amount", reason="not_an_amount") for n in range(number)]


ACTS: dict[UploadAct, Callable[[StatementUpload], Change]] = {
    "read": lambda upload: uploads.read(upload, lines=9, unread=()),
    "take": lambda upload: uploads.take(upload, [date(2026, 11, 23)], LATER),
    "refuse": lambda upload: uploads.refuse(upload, PROBLEM, LATER),
}


def state_of(change: Change) -> StatementUpload:
    assert isinstance(change.state, StatementUpload)
    assert change.event is None
    return change.state


@pytest.mark.parametrize(("state", "act"), list(product(UPLOAD_STATES, UPLOAD_ACTS)))
def test_each_act_follows_the_graph_or_is_refused(state: UploadState, act: UploadAct) -> None:
    if (state, act) in UPLOAD_GRAPH:
        assert state_of(ACTS[act](an_upload(state))).state == UPLOAD_GRAPH[state, act]
        return
    with pytest.raises(StatementUploadOver) as refused:
        ACTS[act](an_upload(state))
    assert (refused.value.code, refused.value.field) == ("statement_upload_over", "statement")


@pytest.mark.parametrize("state", UPLOAD_STATES)
def test_an_upload_is_over_once_it_is_taken_or_refused(state: UploadState) -> None:
    assert an_upload(state).is_over == (state in ("taken", "refused"))


def test_a_new_upload_has_nothing_of_a_result() -> None:
    upload = state_of(uploads.receive(an_upload()))

    assert (upload.state, upload.new, upload.unread, upload.until) == ("received", 0, (), None)


def test_reading_counts_every_unread_line_and_names_the_first_fifty() -> None:
    reading = state_of(uploads.read(an_upload(new=3), lines=20, unread=unread_lines(60)))

    assert UNREAD_LISTED == 50
    assert (reading.lines, reading.new, reading.unread_lines) == (20, 3, 60)
    assert [mark.line for mark in reading.unread] == list(range(50))


def test_new_lines_add_up_while_it_is_read() -> None:
    counted = state_of(uploads.count(an_upload("reading", new=3), 4))

    assert (counted.state, counted.new) == ("reading", 7)
    with pytest.raises(StatementUploadOver):
        uploads.count(an_upload("taken"), 1)


def test_what_ended_says_when_and_a_refusal_why() -> None:
    taken, refused = (state_of(ACTS[act](an_upload("reading"))) for act in ("take", "refuse"))

    assert (taken.days, taken.until, taken.problem) == (("2026-11-23",), LATER, None)
    assert (refused.days, refused.until, refused.problem) == ((), LATER, PROBLEM)
