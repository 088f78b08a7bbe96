"""The reference of a bank transfer: what the payer's bank carries to us, found again in its text.

Twelve letters and digits: "MC", nine of an alphabet without I, L, O and U, and one check character
of the same alphabet by ISO 7064 MOD 37-2. Every single changed character and every pair of swapped
neighbours is caught (the hybrid MOD 37,36 of the same standard misses some swaps). The letters that
are left out are read as what they look like, O as 0 and I and L as 1: nothing else can be meant,
and the check character must agree.
"""

from hashlib import sha256
from itertools import count
from typing import Final

LETTERS: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Characters of a reference: no two look or sound alike, and banks carry all of them."""
VALUES: Final = {
    character: value for value, character in enumerate("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ")
}
LOOK_ALIKES: Final = str.maketrans("OIL", "011")
SAME_SHAPES: Final = str.maketrans(
    "АВЕНКМОРСТУХІЅЈавенкморстухіѕјΑΒΕΖΗΙΚΜΝΟΡΤΥΧ",
    "ABEHKMOPCTYXISJABEHKMOPCTYXISJABEZHIKMNOPTYX",
) | {0xFEE0 + point: point for point in range(0x21, 0x7F)}
"""Cyrillic and Greek letters that keyboards and fonts put for Latin ones, and full-width forms."""
PREFIX: Final = "MC"
LENGTH: Final = 12
MOST_REFERENCES: Final = 5


def new(payment: str, n: int = 0) -> str:
    """The reference of an id; the next `n` gives another one, for the rare case that one is taken.

    45 bits of SHA-256. Bodies whose check character is not one of LETTERS are passed over.
    """
    bodies = (_body(f"{payment}/{n}/{turn}") for turn in count())
    return next(body + check for body in bodies for check in LETTERS if _sum(body + check) == 1)


def valid(text: str) -> bool:
    """Whether `text` is a reference; small letters, spaces and look-alikes make none."""
    return (
        len(text) == LENGTH
        and text.startswith(PREFIX)
        and all(character in LETTERS for character in text)
        and _sum(text) == 1
    )


def references_in(text: str) -> tuple[str, ...]:
    """The references that a transfer's text may name, each once, in its order, at most five.

    Banks put text around it, change to small letters and insert spaces, dots and dashes: all but
    Latin letters and digits is left out first. One that is there as it is goes before one that is
    read of look-alikes. One that was cut or altered otherwise is not found, and the transfer goes
    to an official.
    """
    plain = (each for each in text.translate(SAME_SHAPES) if each.isascii() and each.isalnum())
    compact = "".join(plain).upper()
    return _valid(compact) or _valid(compact.translate(LOOK_ALIKES))


def _valid(compact: str) -> tuple[str, ...]:
    windows = (compact[start : start + LENGTH] for start in range(len(compact) - LENGTH + 1))
    return tuple(dict.fromkeys(filter(valid, windows)))[:MOST_REFERENCES]


def _body(seed: str) -> str:
    number = int.from_bytes(sha256(seed.encode()).digest())
    return PREFIX + "".join(
        LETTERS[number >> 5 * place & 31] for place in range(LENGTH - len(PREFIX) - 1)
    )


def _sum(text: str) -> int:
    """ISO 7064, pure system MOD 37-2, the check character last: 1 where all is well."""
    total = 0
    for character in text:
        total = (total * 2 + VALUES[character]) % 37
    return total
