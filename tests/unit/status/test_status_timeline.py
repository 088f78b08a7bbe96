"""The timeline: the national code of each case state, and the codes of whole dossiers."""

import pytest

from contracts import casework as c
from contracts.documents import DocumentSealed
from contracts.result_content import ResultContent
from contracts.terms import SealedResult, SealWanted
from contracts.testing.dossier_events import (
    CODE,
    FILED_AT,
    DossierEvents,
    document_sealed,
    dossier_filed,
    free_dossier,
    paid_dossier,
)
from kit.core.events import Envelope
from kit.testing.memory_vault import memory_vault
from status.domain.dossier_view import DossierView
from status.domain.facts import FIELDS, fact_of, merge
from status.domain.national_status import CODE_OF_STATE, CODES, STATE_AFTER
from status.domain.record import DossierRecord
from status.domain.timeline import timeline
from status.projection.render import render_view

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


def codes(messages: list[Envelope]) -> list[int]:
    facts = merge({}, [fact_of(m, None) for m in messages if m.type in FIELDS])
    return [change.code for change in timeline(facts)]


def rendered(events: DossierEvents) -> DossierView:
    facts = merge({}, [fact_of(m, None) for m in events.published if m.type in FIELDS])
    view = render_view(DossierRecord(code=CODE, facts=facts))
    assert view is not None
    return view


@pytest.mark.parametrize(("state", "code"), EXPECTED.items())
def test_each_case_state_shows_its_code(state: str, code: int) -> None:
    assert CODE_OF_STATE[state] == code


def test_the_tables_have_nothing_else() -> None:
    assert CODE_OF_STATE.keys() == EXPECTED.keys()
    assert set(STATE_AFTER.values()) | {"awaiting_fee"} == EXPECTED.keys()
    assert list(CODES) == list(range(1, 11))
    assert set(STATE_AFTER) < {kind.TYPE for kind in c.EVENTS}


def test_a_paid_dossier_shows_its_seven_codes() -> None:
    assert codes(paid_dossier(memory_vault())) == [1, 6, 1, 2, 4, 9, 10]


def test_a_free_dossier_shows_its_five_codes() -> None:
    assert codes(free_dossier(memory_vault())) == [1, 2, 4, 9, 10]


def test_a_dossier_without_a_case_is_newly_filed() -> None:
    assert codes([DossierEvents(memory_vault()).publish("intake", dossier_filed())]) == [1]


def test_a_supplement_request_and_a_fee_due_now_pause_the_processing() -> None:
    events = DossierEvents(memory_vault())
    events.publish("intake", dossier_filed("none"))
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
        events.publish("casework", event)
    assert codes(events.published) == [1, 4, 5, 4, 6, 4, 8]


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
    events = DossierEvents(memory_vault())
    events.publish("intake", dossier_filed("none"))
    events.publish("casework", event)
    assert codes(events.published) == [1, code]


def test_a_case_that_opens_again_requires_its_payment() -> None:
    events = DossierEvents(memory_vault())
    events.publish("intake", dossier_filed("before_acceptance"))
    events.publish("casework", c.CaseRefused(reason="x", ground="unpaid"))
    events.publish("casework", c.CaseReopened(why="paid_in_time"))
    assert codes(events.published) == [1, 3, 6]


def test_a_case_whose_ending_was_undone_is_where_it_was() -> None:
    undone: tuple[
        tuple[c.CaseRefused | c.CaseStopped | c.CaseReturned, c.CaseReopened, int], ...
    ] = (
        (
            c.CaseRefused(reason="x", ground="refused"),
            c.CaseReopened(why="undone", state="awaiting_reception"),
            1,
        ),
        (
            c.CaseStopped(reason="x", ground="none"),
            c.CaseReopened(why="undone", state="in_work"),
            4,
        ),
        (c.CaseReturned(how="post"), c.CaseReopened(why="undone", state="completed"), 9),
    )
    for ending, reopening, code in undone:
        events = DossierEvents(memory_vault())
        events.publish("intake", dossier_filed("none"))
        events.publish("casework", ending)
        events.publish("casework", reopening)
        assert codes(events.published)[-1] == code


def test_a_recalled_result_is_shown_as_one_and_the_dossier_is_in_processing_again() -> None:
    events = DossierEvents(memory_vault())
    events.publish("intake", dossier_filed("none"))
    sealed = events.publish("documents", document_sealed("result"), "doc-1").read(DocumentSealed)
    result = SealedResult(document="doc-1", name="Giấy phép", sha256=sealed.sha256)
    events.publish("casework", c.CaseCompleted(results=(result,)))
    events.publish("casework", c.CaseReturned(how="online"))
    shown = [rendered(events)]
    events.publish("casework", c.CaseResultRecalled(results=(result,), reason="x"))
    shown.append(rendered(events))

    assert codes(events.published) == [1, 9, 10, 4]
    assert [[each.recalled for each in view.documents] for view in shown] == [[False], [True]]


def test_a_result_is_replaced_once_its_correction_is_sealed() -> None:
    events = DossierEvents(memory_vault())
    events.publish("intake", dossier_filed("none"))
    events.publish("documents", document_sealed("result"), "doc-1")
    wanted = SealWanted(document="wanted-2", name="Giấy phép")
    content = ResultContent(fields={"name": "x"})
    events.publish(
        "casework",
        c.CaseResultCorrected(
            result=wanted, document="doc-1", reason="x", signer="head", content=content
        ),
    )
    shown = [rendered(events)]
    corrected = document_sealed("result").model_copy(update={"wanted": "wanted-2"})
    events.publish("documents", corrected, "doc-2")
    shown.append(rendered(events))

    assert [[each.replaced for each in view.documents] for view in shown] == [
        [False],
        [True, False],
    ]


def test_an_event_without_public_fields_is_known_all_the_same() -> None:
    assert FIELDS["fee.reinstated"] == ()
