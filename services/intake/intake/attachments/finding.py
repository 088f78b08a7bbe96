"""What an inspection finds, and why a file is not taken."""

from dataclasses import dataclass, field
from typing import Literal

from contracts.terms import SignatureState

Refused = Literal[
    "file_too_large",
    "over_20_mb",
    "not_taken",
    "heic_not_taken",
    "wrong_digest",
    "wrong_type",
    "not_a_pdf",
    "unreadable",
    "password_needed",
    "active_content",
    "too_many_pixels",
    "infected",
    "pages_differ",
    "not_scanned",
    "resolution_too_low",
    "not_in_colour",
]
"""Stable codes of rejected files."""


class Unacceptable(Exception):
    """The file is not taken, for a reason with a stable code."""

    def __init__(self, why: Refused) -> None:
        super().__init__(why)
        self.why: Refused = why


@dataclass(frozen=True, slots=True)
class Finding:
    """Of an accepted file its `pages`, the copy that people are shown, and its signature's state.

    `why`: the code of a refusal; None: the file is taken.
    """

    why: Refused | None = None
    pages: int | None = None
    shown: bytes | None = field(default=None, repr=False)
    signature: SignatureState | None = None
