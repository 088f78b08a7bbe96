"""Every text is filled by the fields of its event, as the event is promised to subscribers."""

import json
from pathlib import Path
from typing import Final

import pytest

from contracts.casework import CaseExtended
from contracts.terms import Language
from contracts.testing.dossier_events import DUE_AT, due_date
from kit.core.model import Event
from notifications.delivery import messages
from notifications.domain.notice_rules import NOTICE_RULES
from notifications.repository import event_types
from tests.unit.notifications.world import PORTAL

GOLDEN: Final = Path(__file__).parents[2] / "contract" / "golden" / "events"
OF_EVERY_DOSSIER: Final = {
    "code": "H49.61-261123-0001",
    "procedure": "Đăng ký khai sinh",
    "agency": "UBND phường Hồng Gai",
    "notice": "01",
}
LANGUAGES: Final[tuple[Language, ...]] = ("vi", "en")


def promised(template: str) -> Event:
    """The example of the event in its golden file."""
    golden = json.loads((GOLDEN / f"{template}.v1.json").read_text("utf-8"))
    return event_types()[template].model_validate_json(json.dumps(golden["example"]))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("template", NOTICE_RULES)
def test_the_event_of_a_notice_fills_its_texts(template: str, language: Language) -> None:
    rule = NOTICE_RULES[template]
    facts = (
        messages.facts_of(promised(template), language)
        | messages.portal_facts(PORTAL, language)
        | messages.where_details_are(language, by_mail=True)
        | OF_EVERY_DOSSIER
    )
    texts = []
    if "sms" in rule.channels:
        texts.append(messages.short_message(template, facts, language, accents=True))
    if rule.listed or "mail" in rule.channels:
        texts.append(messages.subject(template, facts, language))
        texts.append(messages.letter(template, facts, language, rule.to))
    assert texts
    assert all(texts)
    assert not any("None" in text for text in texts)


def test_the_sms_of_an_extension_names_the_new_due_date() -> None:
    extended = CaseExtended(reason="Cần xác minh.", old_due=DUE_AT, new_due=DUE_AT)
    facts = messages.facts_of(extended, "vi") | {"portal": "motcua.vn"} | OF_EVERY_DOSSIER
    text = messages.short_message("case.extended", facts, "vi", accents=True)
    assert "phải hẹn lại: 17:00 ngày 26/11/2026" in text


def test_a_new_due_date_that_is_provisional_says_so() -> None:
    extended = CaseExtended(
        reason="Cần xác minh.", old_due=DUE_AT, new_due=DUE_AT, due=due_date(provisional=True)
    )
    facts = messages.facts_of(extended, "vi")
    assert facts["new_due_short"].endswith("(tạm tính)")
    assert "chưa được công bố" in facts["new_due"]
