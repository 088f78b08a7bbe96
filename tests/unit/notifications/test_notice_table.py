"""The notice table, the graph of a notice, and what overtakes what."""

from itertools import product
from typing import get_args

import pytest

from contracts.routes import NOTIFICATIONS, ROUTES
from notifications.delivery.messages import words
from notifications.domain.notice import (
    GRAPH,
    SAYS,
    Act,
    NotAllowed,
    Notice,
    Outcome,
    after,
    drafted,
    notice_id,
    said,
)
from notifications.domain.notice_rules import NOTICES, Passed, is_overtaken
from tests.fakes import NOW, memory_vault
from tests.story import Story, fee_due


def notice(outcome: Outcome, *, statutory: bool = True) -> Notice:
    heard = Story(memory_vault()).tell("payments", fee_due(), "fee-1")
    draft = drafted(heard, NOTICES["fee.due"], "sms", NOW)
    return draft.evolve(outcome=outcome, statutory=statutory)


def test_every_row_is_an_event_that_notifications_hears() -> None:
    assert all(NOTIFICATIONS in ROUTES[event] for event in NOTICES)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_row_has_the_texts_its_channels_need(language: str) -> None:
    texts = words("en" if language == "en" else "vi").notices
    assert texts.keys() == NOTICES.keys()
    for event, row in NOTICES.items():
        assert bool(texts[event].sms) == ("sms" in row.channels), event
        assert bool(texts[event].body) == bool(texts[event].subject) == ("mail" in row.channels), (
            event
        )


@pytest.mark.parametrize(("outcome", "act"), list(product(get_args(Outcome), get_args(Act))))
def test_every_pair_of_outcome_and_act_is_in_the_graph_or_refused(
    outcome: Outcome, act: Act
) -> None:
    known = notice(outcome)
    if (outcome, act) in GRAPH:
        assert after(known, act, NOW).outcome == GRAPH[outcome, act]
    else:
        with pytest.raises(NotAllowed):
            after(known, act, NOW)


def test_an_unknown_notice_that_is_not_statutory_is_not_tried_again() -> None:
    with pytest.raises(NotAllowed):
        after(notice("unknown", statutory=False), "attempt", NOW)
    assert after(notice("unknown"), "attempt", NOW).attempts == 1


@pytest.mark.parametrize("act", get_args(Act))
def test_what_is_said_carries_ids_and_counts_only(act: Act) -> None:
    event = said(notice("sent"), act)
    assert (event is not None) == (act in SAYS)
    assert event is None or set(event.model_dump()) == {"channel", "template", "segments", "price"}


def test_a_notice_keeps_its_id_and_differs_by_event_and_channel() -> None:
    ids = {notice_id(event, channel) for event in ("a", "b") for channel in ("sms", "mail")}
    assert len(ids) == 4
    assert notice_id("a", "sms") in ids
    assert all(len(i) == 13 for i in ids)


def test_a_payment_reminder_is_overtaken_by_the_payment_of_the_same_fee_only() -> None:
    paid = Passed(type="fee.settled", subject="fee-1", sequence=2)
    row = NOTICES["fee.due"]
    assert is_overtaken(row, subject="fee-1", sequence=1, passed=(paid,))
    assert not is_overtaken(row, subject="fee-2", sequence=1, passed=(paid,))


def test_a_second_request_for_papers_is_not_overtaken_by_the_resumption_after_the_first() -> None:
    resumed = Passed(type="case.resumed", subject="code", sequence=4)
    row = NOTICES["case.papers_requested"]
    assert is_overtaken(row, subject="code", sequence=3, passed=(resumed,))
    assert not is_overtaken(row, subject="code", sequence=5, passed=(resumed,))


def test_a_draft_that_was_filed_is_not_warned_of_its_end() -> None:
    was_filed = Passed(type="dossier.filed", subject="code", sequence=1)
    assert is_overtaken(
        NOTICES["dossier.draft_expiring"], subject="draft", sequence=9, passed=(was_filed,)
    )
