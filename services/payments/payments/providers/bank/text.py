"""The text of banks, made comparable: folded, composed, with single spaces."""

import re
import unicodedata


def folded(text: str) -> str:
    """Small Latin letters and digits with single spaces between words, without marks."""
    bare = unicodedata.normalize("NFKD", text.lower().replace("đ", "d"))
    letters = "".join(character for character in bare if not unicodedata.combining(character))
    return " ".join(re.sub(r"[\W_]+", " ", letters).split())


def plain_text(text: str, longest: int) -> str:
    """Composed letters, single spaces on each line, and no more than `longest` characters."""
    composed = unicodedata.normalize("NFC", encodable(text))
    return "\n".join(" ".join(line.split()) for line in composed.splitlines())[:longest].strip()


def plain_id(text: str) -> str:
    """A bank's number with single spaces, and without the apostrophe that keeps a spreadsheet from
    reading it as a number.
    """
    return " ".join(unicodedata.normalize("NFC", text).strip().removeprefix("'").split())


def encodable(text: str) -> str:
    """With a question mark for halves of characters, which JSON may hold and UTF-8 can't."""
    return text.encode("utf-8", "replace").decode()
