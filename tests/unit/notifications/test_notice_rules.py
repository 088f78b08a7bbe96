"""The notice rules, the graph of a notice, and what overtakes what."""

from itertools import product
from typing import get_args

import pytest

from contracts.routes import NOTIFICATIONS, ROUTES
from contracts.testing.dossier_events import DossierEvents, fee_due
from kit.testing.clock import NOW
from kit.testing.memory_vault import memory_vault
from notifications.delivery.messages import texts_in
from notifications.domain.notice import (
    EVENTS,
    GRAPH,
    Act,
    Notice,
    NoticeActNotAllowed,
    Outcome,
    apply,
    event_of,
    new_notice,
    notice_id,
)
from notifications.domain.notice_rules import NOTICE_RULES, OvertakingEvent, is_overtaken


def notice(outcome: Outcome, *, statutory: bool = True) -> Notice:
    message = DossierEvents(memory_vault()).publish("payments", fee_due(), "fee-1")
    draft = new_notice(message, NOTICE_RULES["fee.due"], "sms", NOW)
    return draft.evolve(outcome=outcome, statutory=statutory)


def test_every_rule_is_about_an_event_that_is_routed_here() -> None:
    assert all(NOTIFICATIONS in ROUTES[event] for event in NOTICE_RULES)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_rule_has_the_texts_its_channels_need(language: str) -> None:
    texts = texts_in("en" if language == "en" else "vi").notices
    assert texts.keys() == NOTICE_RULES.keys()
    for event, rule in NOTICE_RULES.items():
        assert bool(texts[event].sms) == ("sms" in rule.channels), event
        has_body = rule.listed or "mail" in rule.channels
        assert bool(texts[event].body) == bool(texts[event].subject) == has_body, event


@pytest.mark.parametrize(("outcome", "act"), list(product(get_args(Outcome), get_args(Act))))
def test_every_pair_of_outcome_and_act_is_in_the_graph_or_refused(
    outcome: Outcome, act: Act
) -> None:
    before = notice(outcome)
    if (outcome, act) in GRAPH:
        assert apply(before, act, NOW).outcome == GRAPH[outcome, act]
    else:
        with pytest.raises(NoticeActNotAllowed):
            apply(before, act, NOW)


def test_an_unknown_notice_that_is_not_statutory_is_not_tried_again() -> None:
    with pytest.raises(NoticeActNotAllowed):
        apply(notice("unknown", statutory=False), "attempt", NOW)
    assert apply(notice("unknown"), "attempt", NOW).attempts == 1


@pytest.mark.parametrize("act", get_args(Act))
def test_an_event_carries_ids_and_counts_only(act: Act) -> None:
    event = event_of(notice("sent"), act)
    assert (event is not None) == (act in EVENTS)
    facts = {"channel", "template", "segments", "price", "priced_as_of", "why"}
    assert event is None or set(event.model_dump()) <= facts


def test_a_notice_keeps_its_id_and_differs_by_event_and_channel() -> None:
    ids = {notice_id(event, channel) for event in ("a", "b") for channel in ("sms", "mail")}
    assert len(ids) == 4
    assert notice_id("a", "sms") in ids
    assert all(len(i) == 13 for i in ids)


def test_a_payment_reminder_is_overtaken_by_the_payment_of_the_same_fee_only() -> None:
    paid = OvertakingEvent(type="fee.settled", subject="fee-1", sequence=2)
    rule = NOTICE_RULES["fee.due"]
    assert is_overtaken(rule, subject="fee-1", sequence=1, by=(paid,))
    assert not is_overtaken(rule, subject="fee-2", sequence=1, by=(paid,))


def test_a_second_request_for_papers_is_not_overtaken_by_the_resumption_after_the_first() -> None:
    resumed = OvertakingEvent(type="case.resumed", subject="code", sequence=4)
    rule = NOTICE_RULES["case.papers_requested"]
    assert is_overtaken(rule, subject="code", sequence=3, by=(resumed,))
    assert not is_overtaken(rule, subject="code", sequence=5, by=(resumed,))


def test_a_draft_that_was_filed_is_not_warned_of_its_end() -> None:
    was_filed = OvertakingEvent(type="dossier.filed", subject="code", sequence=1)
    assert is_overtaken(
        NOTICE_RULES["dossier.draft_expiring"], subject="draft", sequence=9, by=(was_filed,)
    )
