"""A visitor's input: normalised as the routes do it, and its form checked before any call."""

import re
from typing import Final

from kit.core.base32 import ALPHABET
from kit.core.typed_text import dashed
from kit.security.lookup_key import normalize_key
from portal.patterns import DOSSIER

CODE: Final = re.compile(DOSSIER)
"""The form of a dossier code, as in the events' schemas."""
SHORT: Final = re.compile(r"[0-9]{6}-?[0-9]{4,10}")
"""The end of a code alone: it names no agency."""
_PARTED: Final = re.compile(r"(?<=[0-9A-Z])[\s\u200b]+(?=[0-9]{4})", re.IGNORECASE)
"""A space where a hyphen was: before the day and before the number."""
KEY: Final = re.compile(r"[0-9A-Z]{10}")


def normalize_code(text: str) -> str:
    """A dossier code in capitals, without what was pasted around it: a label, spaces, a full stop.

    Any dash is a hyphen, and a space stands for one between the parts.
    """
    parts = dashed(_PARTED.sub("-", _pasted(text))).strip("-.,;").split("-")
    return "-".join(part for part in parts if part)


def normalize_lookup_key(text: str) -> str:
    """A look-up key in capitals, without spaces and hyphens, with 0 for O and 1 for I or L."""
    return normalize_key(_pasted(text))


def _pasted(text: str) -> str:
    """The value itself: a message says "Mã tra cứu: 7K3M9QX2TA."."""
    return text.rpartition(":")[2].strip().strip(".,;")


def validate(code: str, key: str) -> dict[str, str]:
    """Field -> message key of its error, so that a typing mistake is not a failed attempt."""
    errors = {}
    if not CODE.fullmatch(code):
        errors["code"] = _code_error(code)
    if not KEY.fullmatch(key):
        errors["key"] = "lookup.key_malformed" if key else "lookup.key_missing"
    elif not has_valid_check_character(key):
        errors["key"] = "lookup.key_mistyped"
    return errors


def _code_error(code: str) -> str:
    if not code:
        return "lookup.code_missing"
    return "lookup.code_short" if SHORT.fullmatch(code) else "lookup.code_malformed"


def has_valid_check_character(key: str) -> bool:
    """Luhn's check modulo 32 over the whole key: one wrong character never passes."""
    if not all(character in ALPHABET for character in key):
        return False
    total = 0
    for position, character in enumerate(reversed(key)):
        value = ALPHABET.index(character) * (2 if position % 2 else 1)
        total += value // 32 + value % 32
    return total % 32 == 0
