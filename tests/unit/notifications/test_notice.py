"""A notice: what each act leaves in it, which notices are statutory, what overtakes which."""

from datetime import timedelta

import pytest

from contracts.notifications import (
    NoticeDelivered,
    NoticeFailed,
    NoticeSent,
    NoticeSuperseded,
    NoticeUnknown,
)
from contracts.testing.dossier_events import (
    CODE,
    DRAFT,
    DossierEvents,
    fee_due,
)
from kit.core.events import Envelope
from kit.testing.clock import NOW
from kit.testing.memory_vault import memory_vault
from notifications.domain.notice import (
    Act,
    Attempt,
    Notice,
    NoticeActNotAllowed,
    Outcome,
    apply,
    event_of,
    new_notice,
    notice_id,
)
from notifications.domain.notice_rules import (
    NOTICE_RULES,
    OVERTAKING,
    NoticeRule,
    OvertakingEvent,
    is_overtaken,
)

LATER = NOW + timedelta(minutes=1)
NOT_STATUTORY = {
    "contact.reply_ready",
    "rating.replied",
    "dossier.draft_expiring",
    "case.escalated",
    "document.failed",
    "refund.opened",
    "fee.disputed",
    "task.escalated",
    "sync.refused",
}
"""As the README of notifications says it."""
ENDED = {"case.completed", "case.returned", "case.refused", "case.stopped", "case.withdrawn"}
OVERTAKEN_BY: dict[str, set[str]] = {
    "dossier.key_replaced": {"dossier.key_replaced"},
    "case.papers_requested": {"case.resumed", *ENDED},
    "case.resumed": ENDED,
    "case.due_changed": ENDED,
    "case.escalated": ENDED,
    "case.refused": {"case.reopened"},
    "case.stopped": {"case.reopened"},
    "case.completed": {"case.result_recalled"},
    "case.returned": {"case.reopened", "case.result_recalled"},
    "case.withdrawal_refused": {"case.withdrawn"},
    "sync.refused": {"sync.done", "sync.refused"},
    "fee.due": {"fee.settled", "fee.waived", "fee.voided"},
    "fee.voided": {"fee.reinstated"},
    "refund.opened": {"refund.succeeded", "refund.failed"},
    "refund.failed": {"refund.succeeded"},
}
TYPES = sorted({*NOTICE_RULES, *OVERTAKING})
STEPS: list[tuple[Outcome, Act, Outcome]] = [
    ("new", "attempt", "attempted"),
    ("new", "overtake", "superseded"),
    ("new", "decline", "declined"),
    ("new", "refuse", "failed"),
    ("attempted", "accept", "sent"),
    ("attempted", "refuse", "failed"),
    ("attempted", "lose", "unknown"),
    ("attempted", "release", "waiting"),
    ("waiting", "attempt", "attempted"),
    ("waiting", "overtake", "superseded"),
    ("waiting", "decline", "declined"),
    ("waiting", "refuse", "failed"),
    ("unknown", "attempt", "attempted"),
    ("unknown", "refuse", "failed"),
    ("sent", "deliver", "delivered"),
    ("new", "withhold", "failed"),
    ("waiting", "withhold", "failed"),
    ("unknown", "withhold", "failed"),
    ("unknown", "deliver", "delivered"),
    ("unknown", "bounce", "failed"),
    ("sent", "bounce", "failed"),
]


def a_message() -> Envelope:
    return DossierEvents(memory_vault()).publish("payments", fee_due(), "fee-1")


def a_notice(outcome: Outcome = "new", *, statutory: bool = True) -> Notice:
    notice = new_notice(a_message(), NOTICE_RULES["fee.due"], "sms", NOW)
    return notice.evolve(outcome=outcome, statutory=statutory)


def test_a_new_notice_is_about_its_event_and_nothing_has_happened_to_it() -> None:
    message = a_message()

    notice = new_notice(message, NOTICE_RULES["fee.due"], "sms", LATER)

    assert (notice.event, notice.event_at, notice.template) == (message.id, message.time, "fee.due")
    assert (notice.id, notice.channel) == (notice_id(message.id, "sms"), "sms")
    assert (notice.dossier, notice.vault) == (CODE, DRAFT)
    assert (notice.to, notice.statutory, notice.at) == ("citizen", True, LATER)
    assert (notice.outcome, notice.attempts, notice.segments, notice.price) == ("new", 0, 0, 0)
    assert (notice.leased_until, notice.priced_as_of, notice.why) == (None, None, None)
    assert notice.pk == f"NOTICE#{notice.id}"


def test_the_id_of_a_notice_stays_the_same_from_release_to_release() -> None:
    assert notice_id("01KAQ000000000000000000000", "sms") == "9KGG2J7JBGZ7Q"
    assert notice_id("01KAQ000000000000000000000", "mail") == "A5WJMR7TSFTKK"


@pytest.mark.parametrize(("before", "act", "after"), STEPS)
def test_each_act_leads_to_its_outcome(before: Outcome, act: Act, after: Outcome) -> None:
    changed = apply(a_notice(before), act, LATER)

    assert (changed.outcome, changed.at) == (after, LATER)


def test_an_attempt_is_counted_priced_and_leased_for_ninety_seconds() -> None:
    taken = Attempt(segments=3, price=900, priced_as_of="2026-11-01")
    first = apply(a_notice(), "attempt", NOW, attempt=taken)
    waiting = apply(first, "release", NOW)
    second = apply(waiting, "attempt", LATER, attempt=taken.evolve(price=1))

    assert (first.attempts, first.segments) == (1, 3)
    assert (first.price, first.priced_as_of) == (900, "2026-11-01")
    assert first.leased_until == NOW + timedelta(seconds=90)
    assert (waiting.attempts, waiting.leased_until) == (1, None)
    assert (waiting.segments, waiting.price, waiting.priced_as_of) == (3, 900, "2026-11-01")
    assert (second.attempts, second.segments, second.price) == (2, 3, 901)


def test_a_failure_says_why_and_the_next_attempt_forgets_it() -> None:
    failed = apply(a_notice("sent"), "bounce", NOW, why="mailbox_full")

    assert (failed.outcome, failed.why) == ("failed", "mailbox_full")
    assert apply(a_notice("unknown").evolve(why="x"), "attempt", NOW).why is None


def test_an_attempt_belongs_to_its_process_until_its_lease_is_over() -> None:
    attempted = apply(a_notice(), "attempt", NOW)
    end = NOW + timedelta(seconds=90)

    assert attempted.is_being_sent(end - timedelta(microseconds=1))
    assert not attempted.is_being_sent(end)
    assert not attempted.evolve(outcome="sent").is_being_sent(NOW)
    assert not attempted.evolve(leased_until=None).is_being_sent(NOW)


@pytest.mark.parametrize(
    ("outcome", "statutory", "settled"),
    [
        ("new", True, False),
        ("attempted", True, False),
        ("waiting", False, False),
        ("sent", True, True),
        ("delivered", True, True),
        ("failed", True, True),
        ("superseded", True, True),
        ("declined", False, True),
        ("unknown", True, False),
        ("unknown", False, True),
    ],
)
def test_a_notice_is_settled_unless_something_is_left_to_do(
    outcome: Outcome, statutory: bool, settled: bool
) -> None:
    assert a_notice(outcome, statutory=statutory).is_settled is settled


def test_only_an_attempt_is_refused_to_a_settled_notice_of_unknown_outcome() -> None:
    unknown = a_notice("unknown", statutory=False)

    assert apply(unknown, "refuse", NOW).outcome == "failed"
    with pytest.raises(NoticeActNotAllowed) as refused:
        apply(unknown, "attempt", NOW)
    assert refused.value.code == "notice_act_not_allowed"


@pytest.mark.parametrize(
    ("act", "kind"),
    [
        ("accept", NoticeSent),
        ("refuse", NoticeFailed),
        ("lose", NoticeUnknown),
        ("overtake", NoticeSuperseded),
        ("deliver", NoticeDelivered),
        ("withhold", NoticeFailed),
        ("bounce", NoticeFailed),
    ],
)
def test_an_act_publishes_its_event(act: Act, kind: type[NoticeSent]) -> None:
    event = event_of(a_notice().evolve(segments=2, price=900), act)

    assert event == kind(channel="sms", template="fee.due", segments=2, price=900)
    assert type(event) is kind


@pytest.mark.parametrize("act", ["attempt", "release", "decline"])
def test_what_concerns_nobody_else_publishes_nothing(act: Act) -> None:
    assert event_of(a_notice(), act) is None


def test_notices_that_the_citizen_can_switch_off_are_those_of_the_readme() -> None:
    assert {event for event, rule in NOTICE_RULES.items() if not rule.statutory} == NOT_STATUTORY


def test_an_sms_about_what_the_citizen_did_is_the_first_to_be_left_out() -> None:
    confirming = {event for event, rule in NOTICE_RULES.items() if rule.sms_confirms}

    assert confirming == {"case.withdrawn", "fee.settled"}


@pytest.mark.parametrize("event", NOTICE_RULES)
def test_a_later_event_of_the_same_subject_overtakes_only_what_it_makes_pointless(
    event: str,
) -> None:
    closed_by = {"dossier.filed"} if event == "dossier.draft_expiring" else set()

    def overtaking(sequence: int, subject: str) -> set[str]:
        return {
            type_
            for type_ in TYPES
            if is_overtaken(
                NOTICE_RULES[event],
                subject="S",
                sequence=1,
                by=(OvertakingEvent(type=type_, subject=subject, sequence=sequence),),
            )
        }

    assert overtaking(2, "S") == OVERTAKEN_BY.get(event, set()) | closed_by
    assert overtaking(1, "S") == closed_by
    assert overtaking(2, "T") == closed_by


def test_one_of_several_events_is_enough_to_overtake() -> None:
    rule = NoticeRule(channels=("sms",), statutory=True, overtaken_by=("b",))
    by = [OvertakingEvent(type=each, subject="S", sequence=2) for each in ("a", "b", "c")]

    assert is_overtaken(rule, subject="S", sequence=1, by=tuple(by))
    assert not is_overtaken(rule, subject="S", sequence=1, by=())


def test_what_overtakes_another_notice_is_remembered() -> None:
    overtaking = {event for events in OVERTAKEN_BY.values() for event in events}

    assert overtaking | {"dossier.filed"} == OVERTAKING


def test_a_rule_is_for_the_citizen_always_unless_it_says_otherwise() -> None:
    rule = NoticeRule(channels=("sms",), statutory=True)

    assert (rule.to, rule.when, rule.overtaken_by, rule.closed_by) == ("citizen", "always", (), ())
    assert rule.sms_confirms is False
