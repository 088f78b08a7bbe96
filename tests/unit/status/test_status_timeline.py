"""The national codes: one table by case state, and the timelines that the main job shows."""

import pytest

from contracts import casework as c
from kit.core.events import Envelope
from status.domain.facts import SHOWN, fact_of, merged
from status.domain.national_status import CODES, OF_STATE, STATE_AFTER
from status.domain.timeline import timeline
from tests.fakes import memory_vault
from tests.story import FILED_AT, Story, filed, free, paid

EXPECTED = {
    "awaiting_payment": 6,
    "awaiting_reception": 1,
    "accepted": 2,
    "refused": 3,
    "in_work": 4,
    "signing": 4,
    "awaiting_papers": 5,
    "awaiting_fee": 6,
    "withdrawn": 7,
    "stopped": 8,
    "completed": 9,
    "returned": 10,
}


def codes(told: list[Envelope]) -> list[int]:
    facts = merged({}, [fact_of(e, None) for e in told if e.type in SHOWN])
    return [entry.code for entry in timeline(facts)]


@pytest.mark.parametrize(("state", "code"), EXPECTED.items())
def test_each_case_state_shows_its_code(state: str, code: int) -> None:
    assert OF_STATE[state] == code


def test_the_tables_have_nothing_else() -> None:
    assert OF_STATE.keys() == EXPECTED.keys()
    assert set(STATE_AFTER.values()) | {"awaiting_fee"} == EXPECTED.keys()
    assert list(CODES) == list(range(1, 11))
    assert set(STATE_AFTER) < {kind.TYPE for kind in c.EVENTS}


def test_a_paid_dossier_shows_its_seven_codes() -> None:
    assert codes(paid(memory_vault())) == [1, 6, 1, 2, 4, 9, 10]


def test_a_free_dossier_shows_its_five_codes() -> None:
    assert codes(free(memory_vault())) == [1, 2, 4, 9, 10]


def test_a_dossier_that_no_case_was_heard_of_is_newly_filed() -> None:
    assert codes([Story(memory_vault()).tell("intake", filed())]) == [1]


def test_further_papers_pause_the_work_and_a_fee_assessed_now_does_too() -> None:
    story = Story(memory_vault())
    story.tell("intake", filed("none"))
    for event in (
        c.CaseAwaitingReception(since=FILED_AT, reception_due=FILED_AT),
        c.CaseAssigned(step="a", desk="b"),
        c.CasePapersRequested(request="r", items=("bản sao",), reason="thiếu"),
        c.CaseResumed(why="supplemented", new_due=FILED_AT),
        c.CaseFeeAssessed(lines=(), total=10_000, pay="before_result"),
        c.CaseFeeAssessed(lines=(), total=10_000, pay="now"),
        c.CaseResumed(why="paid", new_due=FILED_AT),
        c.CaseStopped(reason="x", ground="none"),
    ):
        story.tell("casework", event)
    assert codes(story.told) == [1, 4, 5, 4, 6, 4, 8]


@pytest.mark.parametrize(
    ("event", "code"),
    [
        (c.CaseRefused(reason="x", ground="refused"), 3),
        (c.CaseWithdrawn(ground="none"), 7),
        (c.CaseStopped(reason="x", ground="none"), 8),
    ],
)
def test_each_other_end_shows_its_code(
    event: c.CaseRefused | c.CaseWithdrawn | c.CaseStopped, code: int
) -> None:
    story = Story(memory_vault())
    story.tell("intake", filed("none"))
    story.tell("casework", event)
    assert codes(story.told) == [1, code]
