"""The word list (words.yaml), and what of a text does not keep to it."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from docs.texts.sources import VIETNAMESE, Text
from infra.yaml_reader import read_yaml

WORDS: Final = Path(__file__).with_name("words.yaml")
TAG: Final = re.compile(r"<[^>]*>|\bstyle=.*")
PLACEHOLDER: Final = re.compile(r"{[^}]*}")
PAGES: Final = ("citizens", "officials", "refusals", "local")
TONES: Final = re.compile(
    r"(?:o[àáảãạ]|o[èéẻẽẹ]|(?<!q)u[ỳýỷỹỵ])(?![a-zA-Zăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọ"
    r"ồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ])",
    re.IGNORECASE,
)
"""hoá, khoẻ, thuỷ: the tone on the second vowel of an open syllable."""
I_AND_Y: Final = re.compile(r"\b(?:kĩ|kí|lí|mĩ|quí|tỉ lệ)\b", re.IGNORECASE)
MONEY: Final = re.compile(r"\d đ\b|\d{4,} đồng|\d,\d{3} (?:đồng|đ)\b|(?:VND|đồng) ?\d")
CLOCK: Final = re.compile(r"\b\d{1,2}(?::\d{2}|h\d{2}|[hH]\b)")
UNEVEN: Final = re.compile(r"\w  +\w|\w [,.;:!?](?!\w)|\.\.\.|[!?]{2,}|\w!|\(\s|\w\s\)|,\.|\.\,")
STRAIGHT: Final = re.compile(r"(?<!\w)[\"'](?=\w)|(?<=\w)\"(?!\w)")
UNFINISHED: Final = re.compile(r"[,;(–-]\s*$")


@cache
def word_list() -> dict[str, Any]:
    """As it is written."""
    loaded: dict[str, Any] = read_yaml(WORDS)
    return loaded


def faults(text: Text) -> list[str]:
    """What is wrong with it, each with its reason."""
    plain = TAG.sub(" ", PLACEHOLDER.sub("x", text.value))
    return [
        *_spelling(text, plain),
        *_refused_words(text, plain),
        *_machine_words(text, plain),
        *_requests(text, plain),
    ]


def _spelling(text: Text, plain: str) -> Iterator[str]:
    if unicodedata.normalize("NFC", text.value) != text.value:
        yield "not in NFC"
    if text.area not in ("papers", "local") and "<" not in text.value:
        yield from _punctuation(text, plain)
    if text.language == "vi" and not _is_short(text):
        for pattern, why in ((TONES, "tone"), (I_AND_Y, "i and y"), (MONEY, "money")):
            if match := pattern.search(plain):
                yield f"{match[0]}: {why}"
        if text.area in ("citizens", "refusals") and (match := CLOCK.search(plain)):
            yield f"{match[0]}: times are written 14 giờ 05"


def _punctuation(text: Text, plain: str) -> Iterator[str]:
    if shouted := _shouted(plain):
        yield f"{shouted}: capitals"
    if match := UNEVEN.search(plain):
        yield f"{match[0]!r}: marks"
    if match := STRAIGHT.search(plain):
        yield f"{match[0]!r}: curved quotation marks"
    if UNFINISHED.search(plain) and not (text.key.isdecimal() or _is_allowed(text, "no end")):
        yield "no end"


def _is_short(text: Text) -> bool:
    """An SMS has room for "đ", not for "đồng"."""
    return text.key.endswith((".sms", "short"))


def _shouted(plain: str) -> str:
    """Two words of capitals beside each other."""
    capitals = word_list()["capitals"]
    words = [word.strip(",.;:()") for word in plain.split()]
    shouted = [w if w.isupper() and len(w) > 1 and w not in capitals else " " for w in words]
    return next((f"{a} {b}" for a, b in pairwise(shouted) if a != " " != b), "")


def _refused_words(text: Text, plain: str) -> Iterator[str]:
    language = text.language
    refused: dict[str, str] = {}
    for concept in word_list()["concepts"]:
        if text.area in concept.get("where", (text.area,)):
            refused |= concept.get(f"not_{language}", {})
    refused |= word_list()["phrases"][f"not_{language}"]
    if language == "en":
        refused |= word_list()["british"]
    else:
        refused |= word_list()["pages_not_vi" if text.area in PAGES else "letters_not_vi"]
    plain = re.sub("(?i)xin lỗi", "", plain)
    for word, why in refused.items():
        pattern = rf"(?<!\w){re.escape(word)}(?!\w)"
        if re.search(pattern, plain, re.IGNORECASE) and not _is_allowed(text, word):
            yield f"{word}: {why}"


def _machine_words(text: Text, plain: str) -> Iterator[str]:
    if text.area not in ("citizens", "letters"):
        return
    for word in word_list()["machine_words"][text.language]:
        pattern = rf"(?<![\w-]){re.escape(word)}(?!\w)"
        case = re.NOFLAG if word.isupper() else re.IGNORECASE
        if re.search(pattern, plain, case) and not _is_allowed(text, word):
            yield f"{word}: a word of machines"


def _is_allowed(text: Text, word: str) -> bool:
    return any(
        word in each["words"]
        and (
            text.key.startswith(each["text"][:-1])
            if each["text"].endswith("*")
            else each["text"] in (text.key, text.file)
        )
        for each in word_list()["allowed"]
    )


def _requests(text: Text, plain: str) -> Iterator[str]:
    word = "vui lòng" if text.language == "vi" else "please"
    if text.area in PAGES and len(re.findall(word, plain, re.IGNORECASE)) > 1:
        yield f"{word}: once in a text"


def is_english_with_vietnamese(text: Text) -> bool:
    """An English text that has Vietnamese letters outside its quotation marks."""
    outside = re.sub("“[^”]*”", "", PLACEHOLDER.sub("", text.value))
    return text.language == "en" and VIETNAMESE.search(outside) is not None
