"""A visitor's input: normalised as the routes do it, and its form checked before any call."""

import re
from typing import Final

from kit.core.base32 import ALPHABET
from kit.security.lookup_key import normalize_key

CODE: Final = re.compile(
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2}){0,3})"
    r"-[0-9]{6}-[0-9]{4,7}"
)
"""The form of a dossier code, as in the events' schemas."""
KEY: Final = re.compile(r"[0-9A-Z]{10}")


def normalize_code(text: str) -> str:
    """A dossier code in capitals and without spaces."""
    return "".join(text.split()).upper()


def normalize_lookup_key(text: str) -> str:
    """A look-up key in capitals, without spaces and hyphens, with 0 for O and 1 for I or L."""
    return normalize_key("".join(text.split()))


def validate(code: str, key: str) -> dict[str, str]:
    """Field -> message key of its error, so that a typing mistake is not a failed attempt."""
    errors = {}
    if not CODE.fullmatch(code):
        errors["code"] = "lookup.code_malformed" if code else "lookup.code_missing"
    if not KEY.fullmatch(key):
        errors["key"] = "lookup.key_malformed" if key else "lookup.key_missing"
    elif not has_valid_check_character(key):
        errors["key"] = "lookup.key_mistyped"
    return errors


def has_valid_check_character(key: str) -> bool:
    """Luhn's check modulo 32 over the whole key: one wrong character never passes."""
    if not all(character in ALPHABET for character in key):
        return False
    total = 0
    for position, character in enumerate(reversed(key)):
        value = ALPHABET.index(character) * (2 if position % 2 else 1)
        total += value // 32 + value % 32
    return total % 32 == 0
