"""Amounts in Vietnamese words: the rules one by one, and a reader of our own that gets every
amount back."""

import json
import random
from pathlib import Path

import pytest

from kit.core.amount_in_words import DIGITS, LARGEST, in_words

VECTORS = Path(__file__).parent / "vectors" / "num2words_vi.json"
ONES = {word: digit for digit, word in enumerate(DIGITS)} | {"mốt": 1, "tư": 4, "lăm": 5}
SCALES = {"nghìn": 1_000, "triệu": 1_000_000, "tỷ": 1_000_000_000}

RULES = {
    0: "Không đồng",
    5: "Năm đồng",
    10: "Mười đồng",
    11: "Mười một đồng",
    14: "Mười bốn đồng",
    15: "Mười lăm đồng",
    20: "Hai mươi đồng",
    21: "Hai mươi mốt đồng",
    24: "Hai mươi tư đồng",
    55: "Năm mươi lăm đồng",
    100: "Một trăm đồng",
    101: "Một trăm linh một đồng",
    105: "Một trăm linh năm đồng",
    110: "Một trăm mười đồng",
    1_000: "Một nghìn đồng",
    1_005: "Một nghìn không trăm linh năm đồng",
    1_024: "Một nghìn không trăm hai mươi tư đồng",
    15_000: "Mười lăm nghìn đồng",
    150_000: "Một trăm năm mươi nghìn đồng",
    1_000_005: "Một triệu không trăm linh năm đồng",
    21_004_000: "Hai mươi mốt triệu không trăm linh bốn nghìn đồng",
    99_999_999: "Chín mươi chín triệu chín trăm chín mươi chín nghìn chín trăm chín mươi chín đồng",
    1_000_000_000: "Một tỷ đồng",
    10_000_000_001: "Mười tỷ không trăm linh một đồng",
    44_000_003_055: "Bốn mươi tư tỷ không trăm linh ba nghìn không trăm năm mươi lăm đồng",
}


def read_back(words: str) -> int:
    """The amount that a Vietnamese reader understands; an odd word, or one in the wrong place,
    is refused."""
    total, group, digit = 0, 0, None
    spoken = words[0].lower() + words[1:]
    for word in spoken.removesuffix(" đồng").split():
        if word in SCALES:
            assert total % (SCALES[word] * 1_000) == 0, words
            total, group, digit = total + (group + (digit or 0)) * SCALES[word], 0, None
        elif word == "trăm":
            assert digit is not None, words
            group, digit = digit * 100, None
        elif word in ("mươi", "mười"):
            group, digit = group + (digit or 1) * 10, None
        elif word == "linh":
            assert group % 100 == 0, words
        else:
            assert digit is None, words
            digit = ONES[word]
    return total + group + (digit or 0)


def plain(words: str) -> str:
    """The words without what the two write in different ways."""
    for ours, theirs in (
        (" đồng", ""),
        ("không trăm ", ""),
        ("linh ", ""),
        ("lẻ ", ""),
        ("tư", "bốn"),
    ):
        words = words.lower().replace(ours, theirs)
    return words


def sampled() -> list[int]:
    chance = random.Random(3)
    sparse = [
        sum(chance.choice((0, 0, 1, 5, 15, 24, 105, 310)) * 1_000**place for place in range(4))
        for _ in range(5_000)
    ]
    return [chance.randrange(10 ** chance.randint(4, 12)) for _ in range(20_000)] + sparse


@pytest.mark.parametrize(("amount", "words"), RULES.items())
def test_an_amount_is_written_out_as_vietnamese_has_it(amount: int, words: str) -> None:
    assert in_words(amount) == words


def test_every_amount_below_ten_thousand_can_be_read_back() -> None:
    assert [n for n in range(10_000) if read_back(in_words(n)) != n] == []


def test_amounts_of_every_size_can_be_read_back() -> None:
    assert [n for n in sampled() if read_back(in_words(n)) != n] == []


def test_no_two_amounts_are_written_alike() -> None:
    amounts = {*range(10_000), *sampled()}

    assert len({in_words(n) for n in amounts}) == len(amounts)


def test_a_second_opinion_reads_the_same() -> None:
    """num2words leaves "không trăm" out, and says lẻ and bốn where we say linh and tư; nothing
    else may differ."""
    theirs: dict[str, str] = json.loads(VECTORS.read_text(encoding="utf-8"))["words"]

    assert len(theirs) > 300
    assert {n: plain(in_words(int(n))) for n in theirs} == {
        n: plain(words) for n, words in theirs.items()
    }


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_what_is_no_amount_is_refused(amount: int) -> None:
    with pytest.raises(ValueError, match=str(amount)):
        in_words(amount)


def test_the_largest_amount_of_an_event_can_be_written() -> None:
    assert in_words(99_999_999_999).startswith("Chín mươi chín tỷ chín trăm chín mươi chín triệu")
