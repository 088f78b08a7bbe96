"""Telling: what is sent, once, in whatever order and whatever dies."""

import random
from datetime import timedelta

import pytest

from contracts import casework as c
from contracts import intake as i
from contracts import payments as p
from contracts.terms import Contact, Owner
from kit.platform import fault_injection
from kit.security.staff_directory import Agency
from notifications.adapters import NotNow, Refused, Unsure
from notifications.delivery.deliver import LookAgain
from notifications.domain.notice import LEASE
from notifications.preferences import choose
from tests.fakes import NOW
from tests.story import (
    CODE,
    DRAFT,
    KEY,
    MAIL,
    OWNER,
    PHONE,
    Story,
    fee_due,
    fee_settled,
    filed,
    free,
    paid,
)
from tests.unit.notifications.house import House


@pytest.fixture
def house() -> House:
    return House()


def test_a_paid_dossier_brings_five_sms_and_six_mails(house: House) -> None:
    house.hear(*paid(house.vault))
    assert house.post.channels() == ["mail"] * 6 + ["sms"] * 5


def test_a_free_dossier_brings_three_sms_and_four_mails(house: House) -> None:
    house.hear(*free(house.vault))
    assert house.post.channels() == ["mail"] * 4 + ["sms"] * 3


def test_hearing_everything_twice_sends_nothing_more(house: House) -> None:
    told = paid(house.vault)
    house.hear(*told, *told)
    assert len(house.post.sent) == 11
    assert len(house.said()) == 11


@pytest.mark.parametrize("seed", range(50))
def test_any_order_gives_the_same_notices_and_records_the_overtaken_ones(seed: int) -> None:
    house = House()
    told = paid(house.vault)
    twice = [*told, *told]
    random.Random(seed).shuffle(twice)
    house.hear(*twice)
    outcomes = {line.split(":", 1)[1]: line.split(":", 1)[0] for line in house.said()}
    assert len(house.said()) == len(outcomes) == 11
    unsent = {name for name, outcome in outcomes.items() if outcome != "notice.sent"}
    assert unsent in (set(), {"sms:fee.due", "mail:fee.due"})
    assert all(outcomes[name] == "notice.superseded" for name in unsent)
    assert len(house.post.sent) == 11 - len(unsent)


def test_what_comes_before_the_filing_waits_for_it(house: House) -> None:
    filing, *rest = paid(house.vault)
    house.hear(*rest)
    assert house.post.sent == []
    house.hear(filing)
    assert len(house.said()) == 11


def test_a_reminder_that_the_payment_overtook_is_recorded_and_not_sent(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()))
    reminder, settled = (
        story.tell("payments", fee_due(), "fee"),
        story.tell("payments", fee_settled(), "fee"),
    )
    house.hear(settled, reminder)
    assert [line for line in house.said() if "fee.due" in line] == [
        "notice.superseded:mail:fee.due",
        "notice.superseded:sms:fee.due",
    ]
    assert len(house.post.sent) == 4


def test_the_first_messages_carry_code_and_key_and_go_to_the_dossiers_contact(house: House) -> None:
    house.hear(Story(house.vault).tell("intake", filed()))
    (sms, mail) = house.post.sent
    assert sms[:2] == ("sms", PHONE)
    assert mail[:2] == ("mail", MAIL)
    assert all(CODE in text and KEY in text for _, _, text in (sms, mail))
    assert "Đã nhận hồ sơ" in sms[2]


def test_who_chose_english_reads_vietnamese_first_in_mails(house: House) -> None:
    house.hear(Story(house.vault).tell("intake", filed(language="en")))
    sms, mail = (text for _, _, text in house.post.sent)
    assert sms.startswith("Dossier")
    assert mail.index("Kính gửi") < mail.index("Dear Sir or Madam")


def test_nothing_personal_is_stored_in_the_clear(house: House) -> None:
    house.hear(*paid(house.vault))
    stored = "".join(item.doc for item in house.transport.items.values())
    assert not any(personal in stored for personal in (PHONE, MAIL, "Nguyễn", KEY))


@pytest.mark.parametrize("point", ["send.stored", "send.accepted"])
def test_a_death_before_the_outcome_is_recorded_as_unknown_and_a_statutory_notice_sent_again(
    house: House, point: str
) -> None:
    filing = Story(house.vault).tell("intake", filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={point: 1})),
        pytest.raises(fault_injection.Killed),
    ):
        house.hear(filing)
    died_with = len(house.post.sent)
    house.now += LEASE + timedelta(seconds=1)
    house.hear(filing)
    assert "notice.unknown:sms:dossier.filed" in house.said()
    assert house.post.channels() == ["mail", "sms"] + ["sms"] * died_with
    ids = {text.rsplit("Mã tin ", 1)[1] for channel, _, text in house.post.sent if channel == "sms"}
    assert len(ids) == 1


def test_a_death_after_the_record_sends_nothing_again(house: House) -> None:
    filing = Story(house.vault).tell("intake", filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.recorded": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        house.hear(filing)
    house.hear(filing)
    assert house.post.channels() == ["mail", "sms"]


def test_a_mail_that_is_not_statutory_is_not_sent_again_when_unknown(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()))
    returned = story.tell("casework", c.CaseReturned(how="online"))
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.accepted": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        house.hear(returned)
    house.now += LEASE + timedelta(seconds=1)
    house.hear(returned)
    assert [line for line in house.said() if "returned" in line] == [
        "notice.unknown:mail:case.returned"
    ]
    assert len(house.post.sent) == 3


def test_a_duplicate_waits_while_the_first_is_being_sent(house: House) -> None:
    filing = Story(house.vault).tell("intake", filed())
    with (
        fault_injection.injected(fault_injection.Plan(kill={"send.stored": 1})),
        pytest.raises(fault_injection.Killed),
    ):
        house.hear(filing)
    with pytest.raises(LookAgain):
        house.hear(filing)
    assert house.post.channels() == ["mail"]


def test_a_refused_address_is_recorded_as_failed_and_the_other_channel_still_used(
    house: House,
) -> None:
    house.post.fails = [Refused("InvalidParameter")]
    house.hear(Story(house.vault).tell("intake", filed()))
    assert house.said() == ["notice.failed:sms:dossier.filed", "notice.sent:mail:dossier.filed"]


def test_what_became_of_each_notice_is_counted(
    house: House, capsys: pytest.CaptureFixture[str]
) -> None:
    filing = Story(house.vault).tell("intake", filed())
    house.post.fails = [Unsure(), Refused("InvalidParameter")]
    with pytest.raises(Unsure):
        house.hear(filing)
    house.hear(filing)
    out = capsys.readouterr().out
    assert [
        out.count(f'"{name}": 1') for name in ("NoticeUnknown", "NoticeFailed", "NoticeSent")
    ] == [1, 1, 1]


def test_a_throttled_try_is_released_and_made_again(house: House) -> None:
    filing = Story(house.vault).tell("intake", filed())
    house.post.fails = [NotNow("Throttling")]
    with pytest.raises(NotNow):
        house.hear(filing)
    house.hear(filing)
    assert house.said() == ["notice.sent:mail:dossier.filed", "notice.sent:sms:dossier.filed"]


@pytest.mark.parametrize("outage", [NotNow("Throttling"), Unsure(), RuntimeError("a bug")])
def test_while_sms_is_out_the_mail_still_arrives_and_only_once(
    house: House, outage: Exception
) -> None:
    filing = Story(house.vault).tell("intake", filed())
    for _ in range(3):
        house.post.fails = [outage]
        with pytest.raises((type(outage), LookAgain)):
            house.hear(filing)
        house.now += LEASE + timedelta(seconds=1)
    assert house.post.channels() == ["mail"]
    house.hear(filing)
    assert house.post.channels() == ["mail", "sms"]


def test_no_answer_is_unknown_and_a_statutory_notice_comes_again(house: House) -> None:
    filing = Story(house.vault).tell("intake", filed())
    house.post.fails, house.post.accepts_first = [Unsure()], True
    with pytest.raises(Unsure):
        house.hear(filing)
    house.hear(filing)
    assert [line for line in house.said() if "sms" in line] == [
        "notice.sent:sms:dossier.filed",
        "notice.unknown:sms:dossier.filed",
    ]


def test_a_citizen_who_opted_out_gets_statutory_mails_only(house: House) -> None:
    choose.choose(house.store, OWNER, mail=False, language=None, now=house.now)
    house.hear(*paid(house.vault))
    assert house.post.channels() == ["mail"] * 5 + ["sms"] * 5
    assert "declined" in {line.outcome for line in house.store.lines_of(CODE, None, 50).found}


def test_officials_are_told_at_their_agencys_address(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()), story.tell("casework", c.CaseEscalated(level="80")))
    channel, address, text = house.post.sent[-1]
    assert (channel, address) == ("mail", "mot-cua@example.vn")
    assert "bốn phần năm" in text
    assert PHONE not in text


def test_an_agency_without_an_address_is_recorded_as_failed(house: House) -> None:
    house.directory.put_agency(Agency(code="H49.61.01", name="UBND", valid_from="2025-07-01"))
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()), story.tell("casework", c.CaseEscalated(level="due")))
    assert "notice.failed:mail:case.escalated" in house.said()


def test_a_due_moment_that_moves_is_told_only_when_later(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()))
    later, earlier = NOW + timedelta(days=2), NOW + timedelta(days=1)
    house.hear(story.tell("casework", c.CaseDueChanged(old=later, new=earlier, why="calendar")))
    assert len(house.post.sent) == 2
    house.hear(story.tell("casework", c.CaseDueChanged(old=earlier, new=later, why="calendar")))
    assert len(house.post.sent) == 3


def test_a_draft_is_warned_before_it_has_a_code_and_not_after_its_filing(house: House) -> None:
    story = Story(house.vault)
    contact = Contact(phone=PHONE, email=MAIL)
    warning = story.tell("intake", i.DraftExpiring(expires=NOW, contact=contact), DRAFT)
    early = warning.evolve(dossier=None)
    house.hear(early)
    assert house.post.channels() == ["mail"]
    house.hear(story.tell("intake", filed()))
    house.hear(early.evolve(id="another-warning"))
    assert "notice.superseded:mail:dossier.draft_expiring" in house.said()


def test_an_older_change_of_owner_changes_nothing(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()))
    first = story.tell("intake", i.AccessChanged(owner=Owner(sub="b"), representatives=()))
    second = story.tell("intake", i.AccessChanged(owner=Owner(sub="c"), representatives=()))
    house.hear(second, first)
    known = house.store.correspondence(CODE)
    assert known is not None
    assert known.owner == "c"


def test_a_voided_fee_overtakes_its_reminder(house: House) -> None:
    story = Story(house.vault)
    house.hear(story.tell("intake", filed()))
    reminder = story.tell("payments", fee_due(), "fee")
    house.hear(story.tell("payments", p.FeeVoided(why="unpaid", by="clock"), "fee"), reminder)
    assert "notice.superseded:sms:fee.due" in house.said()


@pytest.mark.parametrize("seed", range(10))
def test_conflicts_throttles_and_timeouts_lose_nothing_and_double_nothing(seed: int) -> None:
    plan = fault_injection.Plan(rate=0.3, chance=random.Random(seed))
    house = House(plan)
    for heard in paid(house.vault):
        for _ in range(20):
            try:
                house.hear(heard)
                break
            except Exception:  # noqa: BLE001 - the queue delivers again after the visibility time-out
                house.now += LEASE + timedelta(seconds=1)
    assert plan.injected > 5
    sent = [line for line in house.said() if line.startswith("notice.sent")]
    assert len(sent) == len(set(sent)) == 11
    assert len(house.post.sent) == 11 + len([line for line in house.said() if "unknown" in line])
