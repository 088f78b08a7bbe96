"""What notices tell people to do is there: the portal's own words, its address, no other page."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.terms import Language
from infra.places import ROOT
from notifications.delivery import messages
from notifications.delivery.messages import NoticeTexts

LANGUAGES: tuple[Language, ...] = ("vi", "en")
QUOTED = re.compile("“([^”]*)”")
ADDRESS = re.compile(r"https?://|www\.|\.vn\b|\.com\b", re.IGNORECASE)
NOT_THERE = {
    "vi": ("chọn nộp phí", "niêm phong"),
    "en": ("log in", "choose pay"),
}
"""Pages and acts that citizens do not have."""
SIGNED_IN = ("fee.due", "contact.reply_ready", "rating.replied")
"""Notices of what is read, or done, elsewhere than at the look-up."""
SHARING = {"vi": "chỉ đưa mã tra cứu cho người mình nhờ", "en": "give the key only to people"}


def portal_words(language: Language) -> dict[str, str]:
    folder: Path = ROOT / "services" / "portal" / "portal" / "texts"
    words: dict[str, str] = {}
    for path in folder.glob(f"*.{language}.json"):
        words |= json.loads(path.read_text(encoding="utf-8"))
    return words


def sentences(texts: NoticeTexts) -> Iterator[tuple[str, str]]:
    """Every text that can reach a person, with its notice."""
    for event, text in texts.notices.items():
        for part in (text.sms, text.subject, *text.body):
            yield event, part
    for frame in (texts.citizen, texts.officials):
        for part in (frame.greeting, frame.closing, frame.footer):
            yield "frame", part
    yield from texts.words.items()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_word_in_quotation_marks_is_one_of_the_portals(language: Language) -> None:
    words, quoted = set(portal_words(language).values()), set()
    for event, text in sentences(messages.texts_in(language)):
        for word in QUOTED.findall(text):
            if word != "{procedure}":
                quoted.add(word)
                assert word in words, event
    named = ("lookup.go", "fee.by_card", "portal.mine", "own.supplement_go", "own.documents")
    assert {portal_words(language)[key] for key in named} <= quoted


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_notice_names_a_page_that_does_not_exist(language: Language) -> None:
    for event, text in sentences(messages.texts_in(language)):
        assert not [word for word in NOT_THERE[language] if word in text.lower()], event
        assert not ADDRESS.search(text), event


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_notice_that_asks_for_an_act_on_the_portal_names_its_address(language: Language) -> None:
    texts = messages.texts_in(language)
    for event, text in sentences(texts):
        acts = {portal_words(language)[key] for key in ("lookup.go", "own.supplement_go")}
        if acts & set(QUOTED.findall(text)):
            assert "{portal_url}" in text, event
    for event, notice in texts.notices.items():
        sms_label = f"{portal_words(language)['lookup.go']}: {{portal}}"
        assert ("{portal}" not in notice.sms) or sms_label in notice.sms or event in SIGNED_IN
    assert portal_words(language)["feedback.title"] in texts.notices["contact.reply_ready"].sms


@pytest.mark.parametrize("language", LANGUAGES)
def test_notices_and_portal_agree_on_who_may_have_the_key(language: Language) -> None:
    filed = messages.texts_in(language).notices["dossier.filed"]
    assert SHARING[language] in " ".join(filed.body)
    assert SHARING[language] in portal_words(language)["lookup.others"]
