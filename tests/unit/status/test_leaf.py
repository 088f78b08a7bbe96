"""The leaf: one flat row of a dossier, whatever the order in which its events came."""

import random
from collections.abc import Iterator, Sequence
from datetime import timedelta

import pytest

from contracts import casework as c
from contracts import payments as p
from contracts.terms import FiledPaper
from contracts.testing.dossier_events import (
    CODE,
    DUE_AT,
    FILED_AT,
    DossierEvents,
    document_sealed,
    dossier_filed,
    due_date,
    fee_due,
    fee_settled,
    free_dossier,
    paid_dossier,
)
from kit.core.events import Envelope
from kit.core.time import VIETNAM
from status.domain.facts import FIELDS, fact_of, merge
from status.domain.leaf import Leaf, leaf
from tests.unit.status.world import VAULT

LATE = DUE_AT + timedelta(minutes=1)


def leaf_of(events: Sequence[Envelope]) -> Leaf:
    facts = merge({}, [fact_of(event, None) for event in events if event.type in FIELDS])
    row = leaf(CODE, facts)
    assert row is not None
    return row


def accepted(events: DossierEvents) -> DossierEvents:
    """Filed and accepted, due on 26 November 2026 at 17:00."""
    events.publish("intake", dossier_filed("none"))
    events.publish("casework", c.CaseAccepted(at=events.at, due=due_date(), desk="desk-1"))
    return events


def completed(events: DossierEvents) -> Leaf:
    events.publish("casework", c.CaseCompleted(results=()))
    return leaf_of(events.published)


def test_a_dossier_that_was_not_filed_yet_has_no_leaf() -> None:
    (first, *_) = paid_dossier(VAULT)[1:2]
    assert leaf(CODE, merge({}, [fact_of(first, None)])) is None


def test_the_leaf_of_a_paid_dossier() -> None:
    row = leaf_of(paid_dossier(VAULT))

    assert (row.month, row.agency, row.procedure) == ("2026-11", "H49.61.01", "1.001612")
    assert (row.channel, row.national, row.status) == ("online", False, 10)
    assert (row.filed, row.due_first) == (FILED_AT.astimezone(VIETNAM), DUE_AT.astimezone(VIETNAM))
    assert (row.on_time, row.early, row.on_time_766) == (True, True, True)
    assert (row.fee, row.paid, row.cashless, row.paid_by) == (150_000, 150_000, 150_000, "card")
    assert (row.results, row.copies, row.requests, row.ended) == (1, 0, 0, None)


def test_a_leaf_is_the_same_in_any_order_and_with_any_duplicates() -> None:
    events, chance = paid_dossier(VAULT), random.Random(14)
    expected = leaf_of(events)
    for _ in range(20):
        shuffled = [*events, *chance.sample(events, 4)]
        chance.shuffle(shuffled)
        assert leaf_of(shuffled) == expected


def test_a_month_is_that_of_vietnam() -> None:
    last_evening = DossierEvents(VAULT, at=FILED_AT.replace(day=30, hour=18))
    last_evening.publish("intake", dossier_filed())
    assert leaf_of(last_evening.published).month == "2026-12"


def endings() -> Iterator[tuple[timedelta, bool, bool]]:
    """The time from the due date to the completion, whether it was on time, and whether early."""
    yield timedelta(days=-1), True, True
    yield timedelta(), True, False
    yield timedelta(seconds=1), False, False


@pytest.mark.parametrize(("after", "on_time", "early"), list(endings()))
def test_a_dossier_is_on_time_until_its_due_moment(
    after: timedelta, on_time: bool, early: bool
) -> None:
    events = accepted(DossierEvents(VAULT))
    events.at = DUE_AT + after
    row = completed(events)
    assert (row.on_time, row.early, row.on_time_766) == (on_time, early, on_time)


def test_an_extension_moves_the_due_date_that_holds_and_not_the_first() -> None:
    events = accepted(DossierEvents(VAULT))
    moved = c.CaseExtended(reason="nhiều hồ sơ", old_due=DUE_AT, new_due=DUE_AT + timedelta(days=1))
    events.publish("casework", moved)
    events.at = LATE
    row = completed(events)
    assert (row.on_time, row.extended) == (True, True)
    assert (row.due_first, row.due_last) == (
        DUE_AT.astimezone(VIETNAM),
        (DUE_AT + timedelta(days=1)).astimezone(VIETNAM),
    )


def requested(events: DossierEvents, number: int) -> None:
    for n in range(number):
        papers = c.CasePapersRequested(request=f"r{n}", items=("a",), reason="thiếu")
        events.publish("casework", papers)
        events.publish("casework", c.CaseResumed(why="papers", new_due=DUE_AT))


@pytest.mark.parametrize(("number", "on_time_766"), [(1, True), (2, False)])
def test_a_second_request_for_papers_is_late_by_766_and_not_by_our_series(
    number: int, on_time_766: bool
) -> None:
    events = accepted(DossierEvents(VAULT))
    requested(events, number)
    row = completed(events)
    assert (row.on_time, row.on_time_766, row.requests) == (True, on_time_766, number)


def test_a_dossier_that_waits_for_papers_ended_with_the_request_by_766() -> None:
    events = accepted(DossierEvents(VAULT))
    events.publish("casework", c.CasePapersRequested(request="r", items=("a",), reason="thiếu"))
    row = leaf_of(events.published)
    assert (row.status, row.done, row.on_time, row.on_time_766) == (5, None, None, True)


def test_a_stopped_dossier_ended_without_a_result_and_stands_in_the_series_of_766_alone() -> None:
    events = accepted(DossierEvents(VAULT))
    events.at = LATE
    events.publish("casework", c.CaseStopped(reason="hết hạn", ground="none"))
    row = leaf_of(events.published)
    assert (row.status, row.done, row.on_time, row.on_time_766) == (8, None, None, False)
    assert row.ended == (LATE).astimezone(VIETNAM)


def test_a_recalled_result_is_not_done_any_more() -> None:
    events = DossierEvents(VAULT)
    free_dossier(VAULT)
    accepted(events)
    events.publish("casework", c.CaseCompleted(results=()))
    events.publish("casework", c.CaseReturned(how="counter"))
    events.publish("casework", c.CaseResultRecalled(results=(), reason="sai"))
    row = leaf_of(events.published)
    assert (row.status, row.done, row.returned, row.on_time) == (4, None, None, None)


def test_papers_are_counted_by_their_flags() -> None:
    paper = FiledPaper(id="a", component="tp01", sha256="ab" * 32)
    papers = (paper.evolve(digitised=True), paper.evolve(reused=True, from_registry=True), paper)
    events = DossierEvents(VAULT)
    events.publish("intake", dossier_filed("none").evolve(papers=papers))
    events.publish("documents", document_sealed("copy"), "copy-1")
    row = leaf_of(events.published)
    assert (row.papers, row.digitised, row.reused, row.from_registry) == (3, 1, 1, 1)
    assert row.copies == 1


METHODS = ("card", "transfer", "cash", "platform")


@pytest.mark.parametrize("method", METHODS)
def test_cash_is_the_only_payment_that_is_not_cashless(method: p.Method) -> None:
    events = DossierEvents(VAULT)
    events.publish("intake", dossier_filed())
    events.publish("payments", fee_due(), "fee")
    events.publish("payments", fee_settled().evolve(method=method), "fee")
    row = leaf_of(events.published)
    assert (row.paid, row.cashless, row.paid_by) == (
        150_000,
        0 if method == "cash" else 150_000,
        method,
    )


@pytest.mark.parametrize(
    "event", [p.FeeVoided(why="refused", by="case.refused"), p.FeeWaived(why="x", by="y")]
)
def test_a_fee_that_is_not_owed_any_more_is_none(event: p.FeeVoided | p.FeeWaived) -> None:
    events = DossierEvents(VAULT)
    events.publish("intake", dossier_filed())
    events.publish("payments", fee_due(), "fee")
    events.publish("payments", event, "fee")
    row = leaf_of(events.published)
    assert (row.fee, row.paid, row.paid_by) == (0, 0, None)


def test_facts_of_before_papers_and_channels_were_facts_leave_them_open() -> None:
    fact = fact_of(DossierEvents(VAULT).publish("intake", dossier_filed()), None)
    old = {k: v for k, v in fact.data.items() if k not in ("papers", "channel", "portal")}
    row = leaf(CODE, {fact.key: fact.evolve(data=old)})
    assert row is not None
    assert (row.channel, row.papers, row.digitised) == (None, None, None)


def test_a_leaf_has_no_personal_data() -> None:
    text = repr(leaf_of(paid_dossier(VAULT)))
    for personal in ("Nguyễn", "An", "0919", "022190001234", "sub-an", "Hạ Long"):
        assert personal not in text
