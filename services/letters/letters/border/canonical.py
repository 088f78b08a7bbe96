"""Our letters and those of the canonical form: what stands for what."""

from collections.abc import Mapping
from typing import Final

from contracts.terms.letters import LetterType, Urgency
from letters.domain.letter_types import TYPES
from letters.edxml.letter import DocumentType, Letter

DETAILS: Final[Mapping[LetterType, int]] = {"cong_van": 18, "giay_moi": 25}
"""TypeDetail, as far as the list of SĐ1:2022 was at hand; others go by their name."""
URGENCIES: Final[tuple[Urgency, ...]] = ("normal", "urgent", "very_urgent", "express")
"""By Priority, 0 to 3."""
USUAL: Final[LetterType] = "cong_van"


def type_of(letter: Letter) -> LetterType:
    """By the name of the kind, else its number; a kind that we do not have is a công văn."""
    name = letter.type.name.casefold()
    by_name = (kind for kind, names in TYPES.items() if names.name.casefold() == name)
    by_detail = (kind for kind, detail in DETAILS.items() if detail == letter.type.detail)
    return next(by_name, None) or next(by_detail, None) or USUAL


def type_there(kind: LetterType) -> DocumentType:
    """The same for others: an administrative document."""
    return DocumentType(kind=2, detail=DETAILS.get(kind), name=TYPES[kind].name)


def urgency_of(letter: Letter) -> Urgency:
    """By Priority; one that the standard does not have is the highest."""
    return URGENCIES[min(letter.other.priority, len(URGENCIES) - 1)]


def printed_of(letter: Letter) -> str:
    """Number and notation as the letter bears them."""
    return f"{letter.number}/{letter.notation}".rstrip("/")


def incoming_wire(sender: str, document_id: str) -> str:
    """Under which key a letter of somebody outside is known; one of ours is by its plain id."""
    return f"in|{sender}|{document_id}"
