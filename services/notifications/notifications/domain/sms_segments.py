"""How many segments an SMS takes, by its alphabet (3GPP TS 23.038; 23.040 for the header of longer
ones)."""

from typing import Final

from notifications.domain.gsm_text import septets

GSM7_ALONE: Final = 160
GSM7_JOINED: Final = 153
UCS2_ALONE: Final = 70
UCS2_JOINED: Final = 67


def segments(text: str) -> int:
    """Segments of `text`: 160 septets alone or 153 joined in GSM-7, else 70 or 67 UTF-16 units.

    Vietnamese letters are not in the GSM alphabet; an escape pair or a surrogate pair is taken as
    divisible.
    """
    units = septets(text)
    if units is not None:
        return _parts(units, GSM7_ALONE, GSM7_JOINED)
    return _parts(len(text.encode("utf-16-be")) // 2, UCS2_ALONE, UCS2_JOINED)


def _parts(units: int, alone: int, joined: int) -> int:
    return 1 if units <= alone else -(-units // joined)
