"""Texts as they are stored: compressed where that saves write units.

DynamoDB charges for each begun kilobyte of an item, so that a longer one is stored in fewer
(docs/decisions/0069). Whoever reads takes both forms.
"""

from base64 import b64decode
from collections.abc import Mapping
from typing import Any, Final
from zlib import compress, decompress

ITEM: Final = 1000
"""Bytes of texts in an item that takes one write unit beside its names and numbers."""
SHORT: Final = 256
"""A text of so many bytes hardly becomes shorter."""
Attribute = dict[str, Any]


def stored_texts(texts: Mapping[str, str]) -> dict[str, Attribute]:
    """The texts of an item as attributes; the long ones of a large item compressed."""
    is_large = sum(len(text.encode()) for text in texts.values()) > ITEM
    return {name: _stored(text) if is_large else {"S": text} for name, text in texts.items()}


def text_of(attribute: Attribute) -> str:
    """The text of an attribute, also as a stream shows it, in base64."""
    packed = attribute.get("B")
    if packed is None:
        return str(attribute["S"])
    return decompress(b64decode(packed) if isinstance(packed, str) else packed).decode()


def _stored(text: str) -> Attribute:
    plain = text.encode()
    return {"B": compress(plain)} if len(plain) > SHORT else {"S": text}
