"""The texts of notices, and the length of an SMS."""

import unicodedata
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.casework import CasePapersRequested
from contracts.payments import ReceiptCorrected
from contracts.terms import Language
from contracts.testing.dossier_events import CODE, due_date, fee_due, fee_settled, paid_dossier
from kit.persistence.vault import Vault
from kit.testing.memory_vault import memory_vault
from notifications.delivery import messages
from notifications.domain.gsm_text import septets
from notifications.domain.notice_rules import NOTICE_RULES
from notifications.domain.sms_segments import segments
from notifications.repository import event_types
from tests.unit.notifications.world import PORTAL


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
    for event, text in messages.texts_in("en").notices.items():
        assert septets(text.sms) is not None, event


def test_only_the_filing_and_a_new_key_carry_the_key() -> None:
    for language in ("vi", "en"):
        for event, text in messages.texts_in("vi" if language == "vi" else "en").notices.items():
            may = event in ("dossier.filed", "dossier.key_replaced")
            assert ("{lookup_key}" in text.sms) == may, event
            assert ("{lookup_key}" in "".join(text.body)) == (event == "dossier.filed"), event
            if not event.startswith("contact."):  # which is about no dossier
                assert bool(text.sms) == ("{code}" in text.sms), event


def test_mails_name_their_notice() -> None:
    for language in ("vi", "en"):
        texts = messages.texts_in("vi" if language == "vi" else "en")
        assert "{notice}" in texts.citizen.footer
        assert "{notice}" in texts.officials.footer


@pytest.mark.parametrize(
    ("language", "at", "amount", "due_text"),
    [
        ("vi", "17 giờ 00, ngày 26 tháng 11 năm 2026", "150.000 đồng", "tạm tính"),
        ("en", "17:00 on 26 November 2026", "150,000 VND", "provisional"),
    ],
)
def test_moments_and_money_read_as_in_vietnam(
    language: Language, at: str, amount: str, due_text: str
) -> None:
    texts = messages.texts_in(language)
    assert texts.at(due_date().at) == at
    assert texts.due(due_date()) == at
    assert due_text in texts.due(due_date(provisional=True))
    assert texts.dong(150_000) == amount


def test_the_fee_reads_as_lines_a_total_and_a_last_moment() -> None:
    facts = messages.facts_of(fee_due(), "vi")
    assert facts["lines"] == "- Lệ phí đăng ký hộ kinh doanh (trực tuyến): 150.000 đồng"
    assert (facts["total"], facts["total_short"]) == ("150.000 đồng", "150.000 đ")
    assert facts["pay_by"] == "trước 09 giờ 00, ngày 30 tháng 11 năm 2026"
    midnight = fee_due().evolve(pay_by=datetime(2026, 11, 29, 17, 0, tzinfo=UTC))
    assert messages.facts_of(midnight, "vi")["pay_by_short"] == "đến hết ngày 29/11/2026"
    assert messages.facts_of(midnight, "en")["pay_by"] == "by the end of 29 November 2026"
    later = fee_due().evolve(pay_by=None)
    assert messages.facts_of(later, "vi")["pay_by"] == "trước khi nhận kết quả"


@pytest.mark.parametrize(
    ("registered", "language", "words"),
    [
        (True, "vi", "biên lai số 0000001"),
        (False, "vi", "giấy xác nhận đã thu số 0000001"),
        (True, "en", "receipt no. 0000001"),
        (False, "en", "acknowledgement no. 0000001"),
    ],
)
def test_a_receipt_reads_as_what_it_is_with_number_and_collector(
    registered: bool, language: Language, words: str
) -> None:
    settled = fee_settled()
    receipt = settled.receipt.evolve(registered=registered)

    facts = messages.facts_of(settled.evolve(receipt=receipt), language)

    assert (facts["receipt"], facts["collector"]) == (words, "UBND phường Hồng Gai")


@pytest.mark.parametrize(
    ("replaced", "words"),
    [
        (True, "giấy xác nhận đã thu số 0000001"),
        (False, "không lập lại, vì chỉ sai thông tin bằng chữ"),
    ],
)
def test_a_mistake_of_a_receipt_says_what_replaces_it(replaced: bool, words: str) -> None:
    corrected = ReceiptCorrected(
        mistaken="0000000",
        why="Sai số tiền.",
        by="a",
        amount=150_000,
        method="card",
        receipt=fee_settled().receipt if replaced else None,
    )

    facts = messages.facts_of(corrected, "vi") | {"code": CODE, "procedure": "X"}
    template = messages.texts_in("vi").notices["fee.receipt_corrected"]

    assert facts["receipt"] == words
    assert f"Chứng từ thay thế: {words}." in "\n".join(template.body).format_map(facts)


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_text_of_the_main_job_is_filled(language: Language) -> None:
    vault: Vault = memory_vault()
    for message in paid_dossier(vault):
        if message.type not in NOTICE_RULES:
            continue
        event = message.read(event_types()[message.type], vault.cipher(str(message.vault)))
        facts = messages.facts_of(event, language) | {
            "code": CODE, "procedure": "P", "agency": "A", "notice": "N",
            **messages.portal_facts(PORTAL, language),
        }  # fmt: skip
        rule = NOTICE_RULES[message.type]
        texts = [
            messages.letter(message.type, facts, language, rule.to),
            messages.subject(message.type, facts, language),
        ]
        texts += (
            [messages.short_message(message.type, facts, language, accents=True)]
            if "sms" in rule.channels
            else []
        )
        assert not any("{" in text or "None" in text for text in texts)


@pytest.mark.parametrize(
    ("language", "until", "whenever"),
    [
        ("vi", "đến hết ngày 28 tháng 12 năm 2026", "trong thời gian sớm nhất"),
        ("en", "by the end of 28 December 2026", "as soon as possible"),
    ],
)
def test_a_request_for_supplements_says_until_when(
    language: Language, until: str, whenever: str
) -> None:
    midnight = datetime(2026, 12, 28, 17, 0, tzinfo=UTC)
    request = CasePapersRequested(request="R", items=("Bản sao",), reason="x", due=midnight)

    assert messages.facts_of(request, language)["due"] == until
    assert messages.facts_of(request.evolve(due=None), language)["due"] == whenever
