"""SMS: one segment each, whatever the facts, and Unicode for those who prefer it."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts import casework as c
from contracts.terms import FeeMark, Language
from contracts.testing.dossier_events import (
    CODE,
    KEY,
    OWNER,
    DossierEvents,
    contact_of,
    dossier_filed,
    due_date,
    fee_due,
    fee_settled,
    free_dossier,
    paid_dossier,
)
from kit.testing.clock import NOW
from notifications.delivery import messages
from notifications.domain.gsm_text import gsm_text, septets
from notifications.domain.notice_rules import NOTICE_RULES
from notifications.domain.portal_address import LONGEST_SHORT, PortalAddress
from notifications.domain.sms_segments import segments
from notifications.preferences.choose_preferences import ChoosePreferences, choose_preferences
from tests.unit.notifications.world import PORTAL, World

LANGUAGES: tuple[Language, ...] = ("vi", "en")
SMS = sorted(event for event, rule in NOTICE_RULES.items() if "sms" in rule.channels)
LONGEST_CODE = "000.00.00.H49-261123-0001234"
LONGEST_NUMBERS = {"receipt": "EBL01/26TAA/99999999", "acknowledgement": "GXN01/26/99999999"}


def longest(texts: messages.NoticeTexts, name: str, values: tuple[str, ...]) -> str:
    """The longest words of a fact."""
    return max((texts.words[f"{name}.{value}"] for value in values), key=len)


def longest_facts(language: Language, *, by_mail: bool) -> dict[str, str]:
    """The longest that each fact of an SMS can be."""
    texts = messages.texts_in(language)
    due = texts.due_short(due_date(provisional=True))
    return {
        "code": LONGEST_CODE,
        "lookup_key": KEY,
        "portal": "x" * LONGEST_SHORT,
        "due_short": due,
        "new_due_short": due,
        "total_short": texts.dong(99_999_999_999, short=True),
        "amount_short": texts.dong(99_999_999_999, short=True),
        "pay_by_short": max(texts.no_moment, texts.last_moment(NOW, short=True), key=len),
        "receipt": max(
            (f"{texts.words[word]} {number}" for word, number in LONGEST_NUMBERS.items()), key=len
        ),
        "why": max((texts.words[f"why.{why}"] for why in ("paid_in_time", "undone")), key=len),
        "one_time_code": "0" * 6,
        "expires_short": texts.at(NOW, short=True),
        "mark": texts.words["mark.unconfirmed.short"],
        "demo": texts.words["mark.demo.short"],
        "kind": longest(texts, "kind", ("feedback", "complaint", "question")),
        "act": longest(texts, "act", ("resolve", "refuse", "request_supplement")),
        **messages.where_details_are(language, by_mail=by_mail),
    }


@pytest.mark.parametrize("by_mail", [True, False])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("event", SMS)
def test_every_sms_is_one_segment_with_the_longest_facts(
    event: str, language: Language, by_mail: bool
) -> None:
    facts = longest_facts(language, by_mail=by_mail)
    text = messages.short_message(event, facts, language, accents=False)
    assert (septets(text) or 0) <= 160, len(text)
    assert segments(text) == 1
    assert "?" not in text


@pytest.mark.parametrize(
    ("mark", "due", "settled"),
    [("demo", "(demo)", "(demo)"), ("unconfirmed", "(chưa xác nhận)", ""), (None, "", "")],
)
def test_a_sum_that_is_made_up_or_unconfirmed_says_so(
    mark: FeeMark | None, due: str, settled: str
) -> None:
    line = fee_due().lines[0].evolve(mark=mark)
    receipt = fee_settled().receipt.evolve(lines=(line,))
    events = (fee_due().evolve(lines=(line,)), fee_settled().evolve(receipt=receipt))

    for event, words in zip(events, (due, settled), strict=True):
        facts = longest_facts("vi", by_mail=True) | messages.facts_of(event, "vi")
        text = messages.short_message(event.TYPE, facts, "vi", accents=True)
        assert [each for each in ("(demo)", "(chưa xác nhận)") if each in text] == (
            [words] if words else []
        ), text


@pytest.mark.parametrize(("events", "sms"), [(paid_dossier, 5), (free_dossier, 3)])
def test_a_dossiers_life_takes_one_segment_a_notice(events: object, sms: int) -> None:
    world = World()
    assert callable(events)
    world.receive(*events(world.vault))
    texts = [text for channel, _, text in world.sender.sent if channel == "sms"]
    assert [segments(text) for text in texts] == [1] * sms
    booked = [e.data["segments"] for e in world.events() if e.type == "notice.sent"]
    assert sum(booked) == sms


def test_who_prefers_accents_gets_them() -> None:
    world = World()
    choose_preferences(
        ChoosePreferences(owners=(OWNER,), mail=True, language=None, accents=True),
        world.repository,
        NOW,
    )
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    (text,) = (text for channel, _, text in world.sender.sent if channel == "sms")
    assert text.startswith(f"Đã nhận hồ sơ {CODE}")
    assert segments(text) > 1


def test_an_sms_names_the_portal_without_its_scheme() -> None:
    world = World()
    world.receive(DossierEvents(world.vault).publish("intake", dossier_filed()))
    sms, mail = (text for _, _, text in world.sender.sent)
    assert sms == (
        f"Da nhan ho so {CODE}. Ma tra cuu {KEY}, chi dua cho nguoi ong/ba nho. "
        "Tra cuu: motcua.example.vn/portal"
    )
    assert f"vào {PORTAL.url}, nhập" in mail


@pytest.mark.parametrize(
    ("url", "short"),
    [
        ("", ""),
        ("https://motcua.quangninh.gov.vn/portal/", "motcua.quangninh.gov.vn/portal"),
        ("http://" + "x" * LONGEST_SHORT, "x" * LONGEST_SHORT),
        ("https://" + "x" * (LONGEST_SHORT + 1), ""),
    ],
)
def test_an_address_that_does_not_fit_is_left_out(url: str, short: str) -> None:
    assert PortalAddress(url=url).short == short
    words = messages.texts_in("vi").words
    facts = messages.portal_facts(PortalAddress(url=url), "vi")
    assert facts["portal"] == (short or words["portal"])


def test_where_there_is_no_mail_the_desk_knows_the_reason() -> None:
    world = World()
    events = DossierEvents(world.vault)
    filed = dossier_filed()
    filed = filed.evolve(contact=contact_of(filed, email=""))
    world.receive(
        events.publish("intake", filed),
        events.publish("casework", c.CaseRefused(reason="thiếu giấy tờ", ground="refused")),
    )
    assert "Xin hoi ly do tai bo phan mot cua." in world.sender.sent[-1][2]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("Đã nhận hồ sơ", "Da nhan ho so"),
        ("ĐỒNG ĐƯỢC ƯỚC", "DONG DUOC UOC"),
        ("Nguye\u0302\u0303n", "Nguyen"),
        ("150.000 đ", "150.000 d"),
        ("“Tra cứu” – xong…", '"Tra cuu" - xong...'),
        ("ngày 26/11/2026", "ngay 26/11/2026"),
        ("漢字 😀", "?? ?"),
        ("H49.61-261123-0001", "H49.61-261123-0001"),
    ],
)
def test_texts_lose_their_accents_and_nothing_else(text: str, plain: str) -> None:
    assert gsm_text(text) == plain


@given(st.text(max_size=300))
def test_whatever_the_text_it_fits_the_alphabet(text: str) -> None:
    assert septets(gsm_text(text)) is not None
    assert gsm_text(gsm_text(text)) == gsm_text(text)


def test_an_unaccented_text_is_as_long_as_its_letters() -> None:
    later = due_date().evolve(at=NOW + timedelta(days=400))
    for language in LANGUAGES:
        text = messages.texts_in(language).due_short(later)
        assert len(gsm_text(text)) == len(text)
