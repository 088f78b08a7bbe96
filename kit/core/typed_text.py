"""What people type or paste: spaces, invisible characters, odd dashes, other forms of letters."""

import unicodedata
from typing import Final

DASHES: Final = "\N{MINUS SIGN}\N{HYPHEN BULLET}"
"""Signs that look like a hyphen and that Unicode does not count among the dashes (Pd)."""
UNSEEN: Final = frozenset({"Cc", "Cf", "Zs", "Zl", "Zp"})
"""Unicode's categories of controls, invisible signs and spaces."""


def dashed(text: str) -> str:
    """An identifier in capitals: every dash a hyphen, nothing unseen, wide letters narrow."""
    if text.isascii():
        return "".join(text.split()).upper()
    plain = "".join("-" if _is_dash(c) else c for c in text)
    folded = unicodedata.normalize("NFKC", plain)
    return "".join(c for c in folded if unicodedata.category(c) not in UNSEEN).upper()


def compact(text: str) -> str:
    """As `dashed`, without the hyphens."""
    return dashed(text).replace("-", "")


def _is_dash(character: str) -> bool:
    return character in DASHES or unicodedata.category(character) == "Pd"


def written(text: str, *, between_lines: str = " ") -> str:
    """A text as one line, composed (NFC): nothing unseen within or around, one space between words.

    `between_lines` is what a line break becomes.
    """
    composed = unicodedata.normalize("NFC", text)
    lines = (_words(line) for line in composed.splitlines())
    return between_lines.join(filter(None, lines))


def _words(line: str) -> str:
    seen = (c for c in line if unicodedata.category(c) != "Cf")
    return " ".join("".join(seen).split())
