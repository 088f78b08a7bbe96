"""The form of a partner's key: `mc_live_<26 digits>_<6 digits of check sum>`.

Secret scanners match the form; a mistyped key is refused before anything is read.
"""

import re
from typing import Final, NamedTuple
from zlib import crc32

from kit.core import base32

KEY_BITS: Final = 130
FORM: Final = re.compile(r"mc_(live|test)_([0-9A-HJKMNP-TV-Z]{26})_([0-9A-HJKMNP-TV-Z]{6})")
SHOWN_DIGITS: Final = 4
"""So many of the last digits of the random part stay, by which a partner knows keys apart."""


class PartnerKey(NamedTuple):
    """A key as its partner has it; nothing of it is stored but a hash and the last digits."""

    text: str

    def __repr__(self) -> str:
        return "PartnerKey()"

    @property
    def last_digits(self) -> str:
        """What is shown of it later."""
        return self.text.split("_")[2][-SHOWN_DIGITS:]


def new_key(chance: int, *, is_live: bool) -> PartnerKey:
    """The key of 130 bits of chance; `is_live`: of a stage of citizens."""
    body = f"mc_{'live' if is_live else 'test'}_{base32.encode(chance, 26)}"
    return PartnerKey(f"{body}_{_check_sum(body)}")


def parse_key(text: str) -> PartnerKey | None:
    """The key that somebody sends; None where its form or its check sum is wrong."""
    match = FORM.fullmatch(text)
    if match is None or _check_sum(text.rpartition("_")[0]) != match[3]:
        return None
    return PartnerKey(text)


def _check_sum(body: str) -> str:
    return base32.encode(crc32(body.encode()), 6)
