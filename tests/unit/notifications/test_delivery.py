"""The delivery of notices: what is sent, once, in whatever order and whatever dies."""

import random
from datetime import datetime, timedelta

import pytest

from contracts import casework as c
from contracts import intake as i
from contracts import payments as p
from contracts.terms import Contact, Language, Owner
from contracts.testing.dossier_events import (
    CODE,
    DRAFT,
    KEY,
    MAIL,
    OWNER,
    PHONE,
    DossierEvents,
    dossier_filed,
    fee_due,
    fee_settled,
    free_dossier,
    paid_dossier,
)
from contracts.voice import RatingReplied
from kit.platform import fault_injection
from kit.security.staff_directory import Agency
from kit.testing.clock import NOW
from notifications.adapters.message_sender import MessageRefused, TransientFailure, UnknownOutcome
from notifications.delivery.deliver_notices import RetryLater
from notifications.domain.dossier_contact import Preferences
from notifications.domain.notice import LEASE
from notifications.domain.sms_policy import SmsPolicy
from notifications.preferences.choose_preferences import ChoosePreferences, choose_preferences
from tests.unit.notifications.world import World

REFUND_OPENED = p.RefundOpened(fee="fee-1", amount=150_000, why="stopped_by_agency")
"""A notice of it is not statutory."""


@pytest.fixture
def world() -> World:
    return World()


def test_a_paid_dossier_brings_five_sms_and_six_mails(world: World) -> None:
    world.receive(*paid_dossier(world.vault))
    assert world.sender.channels() == ["mail"] * 6 + ["sms"] * 5


def test_a_free_dossier_brings_three_sms_and_four_mails(world: World) -> None:
    world.receive(*free_dossier(world.vault))
    assert world.sender.channels() == ["mail"] * 4 + ["sms"] * 3


def test_messages_that_come_twice_send_nothing_more(world: World) -> None:
    messages = paid_dossier(world.vault)
    world.receive(*messages, *messages)
    assert len(world.sender.sent) == 11
    assert len(world.published()) == 11


@pytest.mark.parametrize("seed", range(50))
def test_any_order_gives_the_same_notices_and_records_the_overtaken_ones(seed: int) -> None:
    world = World()
    messages = paid_dossier(world.vault)
    twice = [*messages, *messages]
    random.Random(seed).shuffle(twice)
    world.receive(*twice)
    outcomes = {line.split(":", 1)[1]: line.split(":", 1)[0] for line in world.published()}
    assert len(world.published()) == len(outcomes) == 11
    unsent = {name for name, outcome in outcomes.items() if outcome != "notice.sent"}
    assert unsent in (set(), {"sms:fee.due", "mail:fee.due"})
    assert all(outcomes[name] == "notice.superseded" for name in unsent)
    assert len(world.sender.sent) == 11 - len(unsent)


def test_what_comes_before_the_filing_waits_for_it(world: World) -> None:
    filing, *rest = paid_dossier(world.vault)
    world.receive(*rest)
    assert world.sender.sent == []
    world.receive(filing)
    assert len(world.published()) == 11


def test_a_reminder_that_the_payment_overtook_is_recorded_and_not_sent(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    reminder, settled = (
        events.publish("payments", fee_due(), "fee"),
        events.publish("payments", fee_settled(), "fee"),
    )
    world.receive(settled, reminder)
    assert [line for line in world.published() if "fee.due" in line] == [
        "notice.superseded:mail:fee.due",
        "notice.superseded:sms:fee.due",
    ]
    assert len(world.sender.sent) == 4


def test_the_first_messages_carry_code_and_key_and_go_to_the_dossiers_contact(world: World) -> None:
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    (sms, mail) = world.sender.sent
    assert sms[:2] == ("sms", PHONE)
    assert mail[:2] == ("mail", MAIL)
    assert all(CODE in text and KEY in text for _, _, text in (sms, mail))
    assert "Da nhan ho so" in sms[2]


def test_who_chose_english_reads_vietnamese_first_in_mails(world: World) -> None:
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed(language="en")))
    sms, mail = (text for _, _, text in world.sender.sent)
    assert sms.startswith("Dossier")
    assert mail.index("Kính gửi") < mail.index("Dear Sir or Madam")


def test_nothing_personal_is_stored_in_the_clear(world: World) -> None:
    world.receive(*paid_dossier(world.vault))
    stored = "".join(item.doc for item in world.transport.items.values())
    assert not any(personal in stored for personal in (PHONE, MAIL, "Nguyễn", KEY))


@pytest.mark.parametrize("point", ["send.stored", "send.accepted"])
def test_a_death_before_the_outcome_is_recorded_as_unknown_and_a_statutory_notice_sent_again(
    world: World, point: str
) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={point: 1})),
        pytest.raises(fault_injection.Killed),
    ):
        world.receive(filing)
    died_with = len(world.sender.sent)
    world.clock.now += LEASE + timedelta(seconds=1)
    world.receive(filing)
    assert "notice.unknown:sms:dossier.filed" in world.published()
    assert world.sender.channels() == ["mail", "sms"] + ["sms"] * died_with
    assert len({text for channel, _, text in world.sender.sent if channel == "sms"}) == 1


def test_a_death_after_the_record_sends_nothing_again(world: World) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.recorded": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        world.receive(filing)
    world.receive(filing)
    assert world.sender.channels() == ["mail", "sms"]


def test_a_mail_that_is_not_statutory_is_not_sent_again_when_unknown(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    opened = events.publish("payments", REFUND_OPENED)
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.accepted": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        world.receive(opened)
    world.clock.now += LEASE + timedelta(seconds=1)
    world.receive(opened)
    assert [line for line in world.published() if "refund" in line] == [
        "notice.unknown:mail:refund.opened"
    ]
    assert len(world.sender.sent) == 3


def test_a_duplicate_waits_while_the_first_is_being_sent(world: World) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.stored": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        world.receive(filing)
    with pytest.raises(RetryLater):
        world.receive(filing)
    assert world.sender.channels() == ["mail"]


def test_a_refused_address_is_recorded_as_failed_and_the_other_channel_still_used(
    world: World,
) -> None:
    world.sender.failures = [MessageRefused("InvalidParameter")]
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    assert world.published() == [
        "notice.failed:sms:dossier.filed",
        "notice.sent:mail:dossier.filed",
    ]


def test_what_became_of_each_notice_is_counted(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    world.sender.failures = [UnknownOutcome(), MessageRefused("InvalidParameter")]
    with pytest.raises(UnknownOutcome):
        world.receive(filing)
    world.receive(filing)
    out = capsys.readouterr().out
    assert [
        out.count(f'"{name}": 1') for name in ("NoticeUnknown", "NoticeFailed", "NoticeSent")
    ] == [1, 1, 1]


def test_a_throttled_try_is_released_and_made_again(world: World) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    world.sender.failures = [TransientFailure("Throttling")]
    with pytest.raises(TransientFailure):
        world.receive(filing)
    world.receive(filing)
    assert world.published() == ["notice.sent:mail:dossier.filed", "notice.sent:sms:dossier.filed"]


@pytest.mark.parametrize(
    "outage", [TransientFailure("Throttling"), UnknownOutcome(), RuntimeError("a bug")]
)
def test_while_sms_is_out_the_mail_still_arrives_and_only_once(
    world: World, outage: Exception
) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    for _ in range(3):
        world.sender.failures = [outage]
        with pytest.raises((type(outage), RetryLater)):
            world.receive(filing)
        world.clock.now += LEASE + timedelta(seconds=1)
    assert world.sender.channels() == ["mail"]
    world.receive(filing)
    assert world.sender.channels() == ["mail", "sms"]


def test_no_answer_is_unknown_and_a_statutory_notice_comes_again(world: World) -> None:
    filing = DossierEvents(world.vault).publish("intake", dossier_filed())
    world.sender.failures, world.sender.accepts_first = [UnknownOutcome()], True
    with pytest.raises(UnknownOutcome):
        world.receive(filing)
    world.receive(filing)
    assert [line for line in world.published() if "sms" in line] == [
        "notice.sent:sms:dossier.filed",
        "notice.unknown:sms:dossier.filed",
    ]


def test_a_citizen_who_opted_out_gets_statutory_mails_only(world: World) -> None:
    command = ChoosePreferences(owners=(OWNER,), mail=False, language=None)
    choose_preferences(command, world.repository, NOW)
    events = paid_dossier(world.vault)
    world.receive(*events, DossierEvents(world.vault).publish("payments", REFUND_OPENED))
    assert world.sender.channels() == ["mail"] * 6 + ["sms"] * 5
    assert "declined" in {
        notice.outcome for notice in world.repository.notices_of(CODE, None, 50).items
    }


def test_officials_get_notices_at_their_agencys_address(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(
        events.publish("intake", dossier_filed()),
        events.publish("casework", c.CaseEscalated(level="80")),
    )
    channel, address, text = world.sender.sent[-1]
    assert (channel, address) == ("mail", "mot-cua@example.vn")
    assert "đã dùng bốn phần năm thời hạn giải quyết" in text
    late = c.CaseEscalated(level="overdue", limit="reception")
    world.receive(events.publish("casework", late))
    assert "đã quá hạn tiếp nhận" in world.sender.sent[-1][2]
    assert PHONE not in text


def test_an_agency_without_an_address_is_recorded_as_failed(world: World) -> None:
    world.directory.put_agency(Agency(code="H49.61.01", name="UBND", valid_from="2025-07-01"))
    events = DossierEvents(world.vault)
    world.receive(
        events.publish("intake", dossier_filed()),
        events.publish("casework", c.CaseEscalated(level="due")),
    )
    assert "notice.failed:mail:case.escalated" in world.published()


def test_a_due_date_that_moves_is_a_notice_only_when_later(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    later, earlier = NOW + timedelta(days=2), NOW + timedelta(days=1)
    world.receive(
        events.publish("casework", c.CaseDueChanged(old=later, new=earlier, why="calendar"))
    )
    assert len(world.sender.sent) == 2
    world.receive(
        events.publish("casework", c.CaseDueChanged(old=earlier, new=later, why="calendar"))
    )
    assert len(world.sender.sent) == 3


def test_an_expiring_draft_is_a_notice_before_its_filing_and_not_after(world: World) -> None:
    events = DossierEvents(world.vault)
    contact = Contact(phone=PHONE, email=MAIL)
    warning = events.publish("intake", i.DraftExpiring(expires=NOW, contact=contact), DRAFT)
    early = warning.evolve(dossier=None)
    world.receive(early)
    assert world.sender.channels() == ["mail"]
    world.receive(events.publish("intake", dossier_filed()))
    world.receive(early.evolve(id="another-warning"))
    assert "notice.superseded:mail:dossier.draft_expiring" in world.published()


def test_an_older_change_of_owner_changes_nothing(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    first = events.publish("intake", i.AccessChanged(owner=Owner(sub="b"), representatives=()))
    second = events.publish("intake", i.AccessChanged(owner=Owner(sub="c"), representatives=()))
    world.receive(second, first)
    contact = world.repository.contact(CODE)
    assert contact is not None
    assert contact.owner == "c"


def test_a_voided_fee_overtakes_its_reminder(world: World) -> None:
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    reminder = events.publish("payments", fee_due(), "fee")
    world.receive(
        events.publish("payments", p.FeeVoided(why="unpaid", by="clock"), "fee"), reminder
    )
    assert "notice.superseded:sms:fee.due" in world.published()


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_timeouts_lose_nothing_and_double_nothing(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    world = World(plan)
    for message in paid_dossier(world.vault):
        for _ in range(20):
            try:
                world.receive(message)
                break
            except Exception:  # noqa: BLE001 - the queue delivers again after the visibility time-out
                world.clock.now += LEASE + timedelta(seconds=1)
    assert plan.injected > 5
    sent = [line for line in world.published() if line.startswith("notice.sent")]
    assert len(sent) == len(set(sent)) == 11
    assert len(world.sender.sent) == 11 + len(
        [line for line in world.published() if "unknown" in line]
    )


def code_requested(contact: Contact, expires: datetime) -> i.ContactCodeRequested:
    return i.ContactCodeRequested(contact=contact, one_time_code="042817", expires=expires)


@pytest.mark.parametrize(
    ("contact", "channel", "to"),
    [
        (Contact(phone="+84987654321"), "sms", "+84987654321"),
        (Contact(email="moi@example.vn"), "mail", "moi@example.vn"),
    ],
)
def test_a_code_goes_to_the_contact_that_it_is_to_prove(
    contact: Contact, channel: str, to: str
) -> None:
    world = World(policy=SmsPolicy(unverified=False))
    events = DossierEvents(world.vault)
    world.receive(
        events.publish("intake", code_requested(contact, NOW + timedelta(minutes=10)), "code"),
        events.publish("intake", i.ContactReplaced(contact=contact), "code"),
    )
    assert [(by, address) for by, address, _ in world.sender.sent][:1] == [(channel, to)]
    assert "042817" in world.sender.sent[0][2]
    assert "042817" not in "".join(text for _, _, text in world.sender.sent[1:])


def test_a_code_that_nobody_can_use_any_more_is_not_sent() -> None:
    world = World()
    events = DossierEvents(world.vault)
    contact = Contact(phone="+84987654321")
    world.receive(events.publish("intake", code_requested(contact, NOW), "code"))
    assert world.sender.sent == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whom_a_desk_replaced_gets_a_notice_that_does_not_say_by_what(language: Language) -> None:
    world = World(policy=SmsPolicy(unverified=False))
    events = DossierEvents(world.vault)
    new = Contact(phone="+84987654321", phone_verified=True, email="moi@example.vn")
    former = Contact(
        phone="+84911111111", phone_verified=True, email="cu@example.vn", language=language
    )
    world.receive(events.publish("intake", dossier_filed()))
    before = len(world.sender.sent)

    world.receive(events.publish("intake", i.ContactChanged(contact=new, former=former)))
    notices = world.sender.sent[before:]
    world.receive(events.publish("intake", i.ContactChanged(contact=new)))

    assert {(by, to) for by, to, _ in notices} == {
        ("sms", "+84911111111"),
        ("mail", "cu@example.vn"),
    }
    texts = "".join(text for _, _, text in notices)
    assert CODE in texts
    assert "987654321" not in texts
    assert "moi@example.vn" not in texts
    assert len(world.sender.sent) == before + 2


@pytest.mark.parametrize("language", ["vi", "en"])
def test_whoever_wrote_to_an_agency_gets_a_notice_of_its_reply_in_their_language(
    language: Language,
) -> None:
    world = World(policy=SmsPolicy(unverified=False))
    events = DossierEvents(world.vault)
    world.repository.save(Preferences(id="an", language=language), NOW)
    contact = Contact(phone="+84911111111", phone_verified=True, email="an@example.vn")
    ready = i.ReplyReady(contact=contact, owner="an", kind="question", act="resolve")
    world.receive(events.publish("intake", ready, "01KAQ0FEEDBACK000000000000-3"))

    (sms, phone, text), (mail, address, letter) = world.sender.sent
    assert (sms, phone, mail, address) == ("sms", "+84911111111", "mail", "an@example.vn")
    assert ("Cau hoi" in text) == (language == "vi")
    assert ("My feedback and questions" in letter) == (language == "en")


def test_who_wants_no_mails_gets_none_of_a_reply() -> None:
    world = World(policy=SmsPolicy(unverified=False))
    world.repository.save(Preferences(id="an", mail=False), NOW)
    contact = Contact(email="an@example.vn")
    ready = i.ReplyReady(contact=contact, owner="an", kind="complaint", act="refuse")
    world.receive(DossierEvents(world.vault).publish("intake", ready, "01KAQ-3"))
    assert world.sender.sent == []


def test_an_owner_gets_a_notice_of_the_reply_to_their_rating() -> None:
    world = World()
    events = DossierEvents(world.vault)
    world.receive(events.publish("intake", dossier_filed()))
    before = len(world.sender.sent)
    world.receive(events.publish("voice", RatingReplied(agency="H49.61.01", by="officer")))

    assert len(world.sender.sent) == before + 2
    assert events.code in world.sender.sent[-1][2]
