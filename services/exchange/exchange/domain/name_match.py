"""Names as they are compared: without case, punctuation and the length that lists cut away."""

import re
from hashlib import sha256
from typing import Final
from unicodedata import normalize

from contracts.intake.procedures import LONGEST_LISTED_NAME

BETWEEN_WORDS: Final = re.compile(r"[\W_]+")


def comparable(name: str) -> str:
    """A whole name: of "1. Tờ khai (mẫu 01);" the words alone."""
    return BETWEEN_WORDS.sub(" ", normalize("NFC", name).casefold()).strip()


def comparable_listed(name: str) -> str:
    """A name of a component or a result, of which lists hold the first 120 characters."""
    return comparable(normalize("NFC", name)[:LONGEST_LISTED_NAME])


def part_id(id: str, name: str) -> str:
    """What identifies a component or a result in a procedure, whichever its version: an id alone
    is another paper in the next version.
    """
    return f"{id}-{sha256(comparable_listed(name).encode()).hexdigest()[:8]}"
