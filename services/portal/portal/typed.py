"""What a visitor types: read as the routes read it, and its form checked before anybody is asked."""

import re
from typing import Final

from kit.core.ids import CROCKFORD
from kit.security.lookup_key import normalize_key

CODE: Final = re.compile(
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2}){0,3})-[0-9]{6}-[0-9]{4,7}"
)
"""The form of a dossier's code, as the events promise it."""
KEY: Final = re.compile(r"[0-9A-Z]{10}")


def code_read(typed: str) -> str:
    """A dossier's code in capitals and without spaces."""
    return "".join(typed.split()).upper()


def key_read(typed: str) -> str:
    """A look-up key as it was made, in whatever case, with whatever spaces and hyphens, with O for 0, I or L for 1."""
    return normalize_key("".join(typed.split()))


def mistakes(code: str, key: str) -> dict[str, str]:
    """Field -> text key of what is wrong with it, so that a slip does not count as a guess."""
    found = {}
    if not CODE.fullmatch(code):
        found["code"] = "lookup.code_malformed" if code else "lookup.code_missing"
    if not KEY.fullmatch(key):
        found["key"] = "lookup.key_malformed" if key else "lookup.key_missing"
    elif not checked(key):
        found["key"] = "lookup.key_mistyped"
    return found


def checked(key: str) -> bool:
    """Whether a key's last character is right: Luhn's check modulo 32, so that one wrong character never passes."""
    if not all(character in CROCKFORD for character in key):
        return False
    total = 0
    for position, character in enumerate(reversed(key)):
        value = CROCKFORD.index(character) * (2 if position % 2 else 1)
        total += value // 32 + value % 32
    return total % 32 == 0
