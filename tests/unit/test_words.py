"""Every text that people read keeps to the word list (docs/texts/words.yaml)."""

import re
from collections import Counter, defaultdict

import pytest

from docs.texts.sources import Area, Text, texts
from docs.texts.word_list import faults, is_english_with_vietnamese, word_list
from tests.unit.desk.test_texts import PLACEHOLDER

TEXTS = list(texts())
NAMES = re.compile(
    r"Quảng Ninh|Một Cửa|Tiếng Việt|Bài Tập \w+|Hồng Gai|Sở Xây dựng|NQ-HĐND|Thẩm định|đồng"
)
"""What an English text may name in Vietnamese."""


def test_there_are_texts_of_every_area_in_both_languages() -> None:
    of = Counter((text.area, text.language) for text in TEXTS)

    assert sum(of.values()) > 6_000
    assert of["citizens", "vi"] > 1_000 < of["citizens", "en"]
    assert of["officials", "vi"] > 1_400 < of["officials", "en"]
    assert {area for area, _ in of} == {
        *("citizens", "officials", "letters", "papers", "refusals", "local"),
    }


def test_every_text_keeps_to_the_word_list() -> None:
    wrong = {f"{t.file} {t.key} {t.language}": faults(t) for t in TEXTS if faults(t)}

    assert wrong == {}


def test_english_is_english_but_for_names() -> None:
    mixed = [text for text in TEXTS if is_english_with_vietnamese(text)]

    assert [
        (text.file, text.key)
        for text in mixed
        if is_english_with_vietnamese(
            Text(text.file, text.key, "en", NAMES.sub("", text.value), text.area)
        )
        and "(" not in text.value
        and not text.file.endswith("page.py")
    ] == []


def test_both_languages_have_the_same_placeholders() -> None:
    by_key: dict[tuple[str, str], dict[str, set[str]]] = defaultdict(dict)
    for text in TEXTS:
        if not text.key.isdecimal() and text.area in ("citizens", "officials"):
            used = set(PLACEHOLDER.findall(text.value))
            by_key[text.file, text.key][text.language] = used
    pairs = {key: of for key, of in by_key.items() if len(of) == 2}

    assert len(pairs) > 2_000
    assert [key for key, of in pairs.items() if of["vi"] != of["en"]] == []


@pytest.mark.parametrize(
    ("value", "language", "area", "fault"),
    [
        ("Xin vui lòng đăng nhập.", "vi", "citizens", "Xin"),
        ("Hãy nhập mã hồ sơ.", "vi", "officials", "Hãy"),
        ("Vui lòng chờ, rồi vui lòng bấm lại.", "vi", "refusals", "once in a text"),
        ("Please wait, then please press.", "en", "citizens", "once in a text"),
        ("Vui lòng thanh toán.", "vi", "letters", "vui lòng: xin"),
        ("Token không hợp lệ.", "vi", "citizens", "word of machines"),
        ("The session has ended.", "en", "citizens", "word of machines"),
        ("Minh hoạ bằng hình.", "vi", "papers", "tone"),
        ("Kí số tờ khai.", "vi", "papers", "i and y"),
        ("Nộp 150.000 đ.", "vi", "citizens", "money"),
        ("Trước 17:00.", "vi", "citizens", "14 giờ 05"),
        ("Hồ sơ a\u0302n", "vi", "papers", "NFC"),
        ("KHÔNG ĐƯỢC nộp.", "vi", "citizens", "capitals"),
        ("Đang tải...", "vi", "citizens", "marks"),
        ('Bấm "Nộp".', "vi", "citizens", "quotation"),
        ("Nộp hồ sơ,", "vi", "citizens", "no end"),
        ("You can't file it.", "en", "officials", "cannot"),
        ("The color of the scan.", "en", "officials", "colour"),
        ("Please log in.", "en", "citizens", "sign in"),
        ("Quý khách đã nộp.", "vi", "citizens", "ông/bà"),
        ("ĐÃ NIÊM PHONG", "vi", "papers", "niêm phong"),
    ],
)
def test_a_text_that_does_not_is_found(value: str, language: str, area: Area, fault: str) -> None:
    text = Text("x", "key", "vi" if language == "vi" else "en", value, area)

    assert any(fault.lower() in each.lower() for each in faults(text)), faults(text)


def test_every_exception_is_still_needed() -> None:
    places = {text.key for text in TEXTS} | {text.file for text in TEXTS}
    for each in word_list()["allowed"]:
        name = each["text"].removesuffix("*")
        assert any(place.startswith(name) for place in places), name
        assert each["because"]


def test_every_concept_has_its_term_in_both_languages_and_every_refused_word_its_reason() -> None:
    concepts = word_list()["concepts"]

    assert len(concepts) > 25
    for each in concepts:
        assert all((each["vi"], each["en"]))
        for language in ("vi", "en"):
            assert all(each.get(f"not_{language}", {"": "x"}).values())
