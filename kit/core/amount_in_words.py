"""An amount of đồng in Vietnamese words, as receipts spell it out (số tiền bằng chữ)."""

from typing import Final

DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
SCALES: Final = ("", "nghìn", "triệu", "tỷ")
LARGEST: Final = 999_999_999_999


def in_words(amount: int) -> str:
    """ "Một trăm năm mươi nghìn đồng" for 150000; raises ValueError outside 0 to 999,999,999,999.

    Each group of three digits is read with its scale and empty groups are left out; behind a higher
    group the hundreds are always read ("một nghìn không trăm linh năm"). Ones after tens are mốt,
    tư, lăm. Northern: linh, nghìn.
    """
    if not 0 <= amount <= LARGEST:
        raise ValueError(amount)
    read = [
        f"{_group(group, led=amount >= 1000 ** (place + 1))} {SCALES[place]}".rstrip()
        for place in reversed(range(len(SCALES)))
        if (group := amount // 1000**place % 1000)
    ]
    words = " ".join([*(read or [DIGITS[0]]), "đồng"])
    return words[0].upper() + words[1:]


def _group(group: int, *, led: bool) -> str:
    hundreds, rest = divmod(group, 100)
    above = led or hundreds > 0
    return " ".join([f"{DIGITS[hundreds]} trăm"] * above + [_tens(rest, led=above)] * (rest > 0))


def _tens(rest: int, *, led: bool) -> str:
    tens, ones = divmod(rest, 10)
    if tens == 0:
        return f"linh {DIGITS[ones]}" if led else DIGITS[ones]
    if tens == 1:
        return " ".join(["mười"] + [("lăm" if ones == 5 else DIGITS[ones])] * (ones > 0))
    spoken = {1: "mốt", 4: "tư", 5: "lăm"}.get(ones, DIGITS[ones])
    return " ".join([DIGITS[tens], "mươi"] + [spoken] * (ones > 0))
