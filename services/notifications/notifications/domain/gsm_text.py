"""Texts in the GSM alphabet (3GPP TS 23.038), of which an SMS holds more than twice as much."""

import unicodedata
from importlib import import_module
from typing import Final

REPLACEMENTS: Final = str.maketrans(
    {"đ": "d", "Đ": "D", "“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "…": "..."}
)
UNKNOWN: Final = "?"


def gsm_text(text: str) -> str:
    """The text without accents; what the GSM alphabet does not have becomes a question mark."""
    plain = unicodedata.normalize("NFD", text.translate(REPLACEMENTS))
    letters = (c for c in plain if not unicodedata.combining(c))
    return "".join(c if septets(c) is not None else UNKNOWN for c in letters)


def septets(text: str) -> int | None:
    """How many septets the text takes; None if the GSM alphabet does not have all of it."""
    import_module("gsm0338")  # registers the codec

    try:
        return len(text.encode("gsm03.38"))
    except UnicodeEncodeError:
        return None
