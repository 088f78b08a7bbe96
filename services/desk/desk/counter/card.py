"""The text of the QR code on a citizen's identity card (thẻ căn cước), as a keyboard scanner types
it: `number|former number|full name|birthday ddmmyyyy|sex|address|day of issue ddmmyyyy`.
"""

import re
from dataclasses import dataclass, field
from typing import Final

NUMBER: Final = re.compile(r"[0-9]{12}")
FEWEST_PARTS: Final = 6


@dataclass(frozen=True, slots=True)
class CardText:
    """What the card has of its holder."""

    identity_number: str = field(repr=False)
    full_name: str = field(repr=False)
    address: str = field(repr=False)


def read_card(text: str) -> CardText | None:
    """None where the text is not that of such a card."""
    parts = [part.strip() for part in text.strip().split("|")]
    if len(parts) < FEWEST_PARTS or not NUMBER.fullmatch(parts[0]) or not parts[2]:
        return None
    return CardText(identity_number=parts[0], full_name=parts[2], address=parts[5])
