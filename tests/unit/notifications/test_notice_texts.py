"""What notices say, and how long an SMS is."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.terms import Language
from kit.persistence.vault import Vault
from notifications.delivery import messages
from notifications.domain.notice_rules import NOTICES
from notifications.domain.sms_segments import segments
from notifications.repository import kinds
from tests.fakes import memory_vault
from tests.story import CODE, due, fee_due, fee_settled, paid


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 1),
        ("a" * 160, 1),
        ("a" * 161, 2),
        ("a" * 307, 3),
        ("{" * 80, 1),
        ("{" * 81, 2),
        ("ệ" * 70, 1),
        ("ệ" * 71, 2),
        ("ệ" * 135, 3),
        ("😀" * 36, 2),
    ],
)
def test_segments_follow_the_alphabet(text: str, expected: int) -> None:
    assert segments(text) == expected


@given(st.text(max_size=700))
def test_a_longer_text_never_takes_fewer_segments(text: str) -> None:
    assert segments(text + "a") >= segments(text)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_texts_are_composed_letters(language: str) -> None:
    text = (messages.TEXTS / f"{language}.json").read_text(encoding="utf-8")
    assert unicodedata.is_normalized("NFC", text)
    assert "\N{RIGHT SINGLE QUOTATION MARK}" not in text


def test_english_messages_stay_in_the_gsm_alphabet() -> None:
    for text in messages.words("en").notices.values():
        text.sms.encode("gsm03.38")


def test_only_the_filing_and_a_new_key_carry_code_and_key() -> None:
    for language in ("vi", "en"):
        for event, text in messages.words("vi" if language == "vi" else "en").notices.items():
            may = event in ("dossier.filed", "dossier.key_replaced")
            assert ("{lookup_key}" in text.sms) == ("{code}" in text.sms) == may, event
            assert ("{lookup_key}" in "".join(text.body)) == (event == "dossier.filed"), event


def test_statutory_texts_name_their_notice() -> None:
    for language in ("vi", "en"):
        said = messages.words("vi" if language == "vi" else "en")
        assert all(
            "{notice}" in said.notices[e].sms for e, row in NOTICES.items() if "sms" in row.channels
        )
        assert "{notice}" in said.citizen.footer


@pytest.mark.parametrize(
    ("language", "at", "amount", "due_text"),
    [
        ("vi", "17:00 ngày 26/11/2026", "150.000 đ", "tạm tính"),
        ("en", "17:00 on 26/11/2026", "VND 150,000", "provisional"),
    ],
)
def test_moments_and_money_read_as_in_vietnam(
    language: Language, at: str, amount: str, due_text: str
) -> None:
    said = messages.words(language)
    assert said.at(due().at) == at
    assert said.due(due()) == at
    assert due_text in said.due(due(provisional=True))
    assert said.dong(150_000) == amount


def test_the_fee_reads_as_lines_a_total_and_a_last_moment() -> None:
    facts = messages.facts(fee_due(), "vi")
    assert facts["lines"] == "- Lệ phí đăng ký hộ kinh doanh (trực tuyến): 150.000 đ"
    assert facts["total"] == "150.000 đ"
    assert facts["pay_by"] == "trước 09:00 ngày 30/11/2026"
    midnight = fee_due().evolve(pay_by=datetime(2026, 11, 29, 17, 0, tzinfo=UTC))
    assert messages.facts(midnight, "vi")["pay_by"] == "đến hết ngày 29/11/2026"
    assert messages.facts(midnight, "en")["pay_by"] == "by the end of 29/11/2026"
    later = fee_due().evolve(pay_by=None)
    assert messages.facts(later, "vi")["pay_by"] == "trước khi nhận kết quả"


def test_a_receipt_reads_as_number_and_collector() -> None:
    facts = messages.facts(fee_settled(), "en")
    assert (facts["receipt"], facts["collector"], facts["method"]) == (
        "0000001",
        "UBND phường Hồng Gai",
        "card",
    )


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_of_the_main_job_is_filled(language: Language) -> None:
    vault: Vault = memory_vault()
    for heard in paid(vault):
        if heard.type not in NOTICES:
            continue
        known = messages.facts(heard.read(kinds()[heard.type], vault.cipher(str(heard.vault))), language) | {
            "code": CODE, "short": "261123-0001", "procedure": "P", "agency": "A", "notice": "N",
        }  # fmt: skip
        row = NOTICES[heard.type]
        texts = [
            messages.letter(heard.type, known, language, row.to),
            messages.subject(heard.type, known, language),
        ]
        texts += (
            [messages.short_message(heard.type, known, language)] if "sms" in row.channels else []
        )
        assert not any("{" in text or "None" in text for text in texts)
