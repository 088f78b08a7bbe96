"""The look-up key (mã tra cứu): whoever has it and the dossier's code may follow the dossier."""

import hmac
import json
from hashlib import sha256
from typing import Final

from kit.core import base32
from kit.core.base32 import ALPHABET

KEY_LENGTH: Final = 10


class LookupKeys:
    """Makes keys from the secret `{"current": "v1", "v1": "<hex>"}`; old versions are for audit."""

    def __init__(self, secret: str) -> None:
        versions: dict[str, str] = json.loads(secret)
        self._secret = bytes.fromhex(versions[versions["current"]])

    def key(self, code: str, counter: int) -> str:
        """Nine characters of an HMAC over code and counter, then the check character.

        Another counter replaces the key.
        """
        digest = hmac.new(self._secret, f"{code}|{counter}".encode(), sha256).digest()
        body = base32.encode(int.from_bytes(digest[:6], "big") >> 3, KEY_LENGTH - 1)
        return body + check_character(body)


def check_character(body: str) -> str:
    """Luhn's check modulo 32.

    One wrong character never passes, and all but one swap of neighbours fails.
    """
    total = 0
    for position, character in enumerate(reversed(body)):
        value = ALPHABET.index(character) * (2 if position % 2 == 0 else 1)
        total += value // 32 + value % 32
    return ALPHABET[-total % 32]


def is_well_formed(key: str) -> bool:
    """Whether a key has its form and the right check character."""
    if len(key) != KEY_LENGTH or not set(key) <= set(ALPHABET):
        return False
    return check_character(key[:-1]) == key[-1]
