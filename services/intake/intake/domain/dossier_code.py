"""Dossier codes and look-up keys."""

import hmac
import json
from datetime import datetime
from hashlib import sha256
from typing import Final

from intake.domain.procedure import VIETNAM

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base32: no I, L, O, U."""
KEY_LENGTH: Final = 10
WIDTH = 4
"""Digits of the running number (TT 01/2018/TT-VPCP Điều 19); it grows past 9,999."""


def day_of(at: datetime) -> str:
    """YYMMDD of the day in Vietnam."""
    return at.astimezone(VIETNAM).strftime("%y%m%d")


def dossier_code(agency: str, day: str, number: int) -> str:
    """Mã hồ sơ `<agency>-YYMMDD-NNNN`; `number` runs per agency and day from 1."""
    return f"{agency}-{day}-{number:0{WIDTH}d}"


class LookupKeys:
    """Makes look-up keys from the secret `{"current": "v1", "v1": "<hex>"}`; older versions stay for audits."""

    def __init__(self, secret: str) -> None:
        versions: dict[str, str] = json.loads(secret)
        self._secret = bytes.fromhex(versions[versions["current"]])

    def key(self, code: str, counter: int) -> str:
        """Nine characters of an HMAC over code and counter, and a check character; a new counter replaces the key."""
        digest = hmac.new(self._secret, f"{code}|{counter}".encode(), sha256).digest()
        number = int.from_bytes(digest[:6], "big") >> 3
        body = "".join(ALPHABET[(number >> shift) & 31] for shift in range(40, -1, -5))
        return body + check_character(body)


def check_character(body: str) -> str:
    """Luhn's check modulo 32: one wrong character never passes, and all but one swap of neighbours fails."""
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def well_formed(key: str) -> bool:
    """Whether a look-up key has its form and its check character is right."""
    fits = len(key) == KEY_LENGTH and all(character in ALPHABET for character in key)
    return fits and check_character(key[:-1]) == key[-1]
