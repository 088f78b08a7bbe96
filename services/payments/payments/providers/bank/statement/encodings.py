"""The encodings in which banks and spreadsheets write statements."""

import codecs
import unicodedata
from typing import Final, NamedTuple

BYTE_ORDERS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # begins with the mark of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
UNKNOWN: Final = "\ufffd"
"""What stands for bytes that are of no character."""
SAMPLE: Final = 4_096


class Decoded(NamedTuple):
    """A text, and the name of the encoding that it was written in."""

    text: str
    encoding: str


def decoded(raw: bytes) -> Decoded:
    """The text: by its byte order mark, as UTF-8, as UTF-16 without a mark, or as Windows-1258.

    Excel's "Unicode text" is UTF-16, its CSV on a Vietnamese Windows is Windows-1258. A file that
    is UTF-8 but for some bytes stays UTF-8, with U+FFFD for them.
    """
    for mark, name in BYTE_ORDERS:
        if raw.startswith(mark):
            return Decoded(raw.decode(name, "replace"), name.removesuffix("-sig"))
    if wide := _wide(raw[:SAMPLE]):
        return Decoded(raw.decode(wide, "replace"), "utf-16")
    try:
        return Decoded(raw.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        text = raw.decode("utf-8", "replace")
    if _is_mostly_decoded(text):
        return Decoded(text, "utf-8")
    return Decoded(unicodedata.normalize("NFC", raw.decode("cp1258", "replace")), "windows-1258")


def _wide(sample: bytes) -> str | None:
    """UTF-16 without a mark: every second byte of digits and Latin letters is zero."""
    for first, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        if sample[first::2].count(0) * 4 > len(sample):
            return name
    return None


def _is_mostly_decoded(text: str) -> bool:
    unknown = text.count(UNKNOWN)
    return sum(character > "\x7f" for character in text) - unknown > unknown
