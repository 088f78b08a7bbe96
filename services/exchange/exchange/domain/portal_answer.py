"""What the National Portal answers: words in Vietnamese, read by code and known phrases."""

import re
from typing import Final, Literal

from kit.core.model import JsonDict, Model

Meaning = Literal["stored", "duplicate", "unknown", "session_ended", "busy", "refused", "unread"]

PHRASES: Final[tuple[tuple[Meaning, str], ...]] = (
    ("stored", "thành công"),
    ("duplicate", "đã tồn tại"),
    ("session_ended", "hết hạn"),
    ("session_ended", "phiên làm việc không hợp lệ"),
    ("busy", "đang bận"),
)
"""Words of a message -> what it means: the first two are read in third-party code, the others
assumed, because the portal's list of errors is not public."""
UNKNOWN_DOSSIER: Final = re.compile(r"hồ sơ\b.*\bkhông tồn tại", re.IGNORECASE)
FIELD: Final = re.compile(r"(?:Trường|Thiếu trường)\s+([A-Za-z][\w.\[\]]*)")
SUBJECTS: Final = {"thủ tục": "MaTTHC", "đơn vị": "madonvi", "dịch vụ": "service"}
"""What a refusal is about, where it names no field -> the field."""
SUCCESS_CODES: Final = frozenset({"0", "00"})
LONGEST_MESSAGE: Final = 500


class PortalAnswer(Model):
    """An answer that could be read; `result` is what a reading service found."""

    code: str
    message: str
    result: tuple[JsonDict, ...] = ()

    @property
    def meaning(self) -> Meaning:
        """By the words first, because systems in use judge by them."""
        words = self.message.casefold()
        for meaning, phrase in PHRASES:
            if phrase in words:
                return meaning
        if UNKNOWN_DOSSIER.search(self.message):
            return "unknown"
        if self.code in SUCCESS_CODES:
            return "stored"
        return "refused" if self.field else "unread"

    @property
    def field(self) -> str:
        """The field that a refusal names; "" where it names none."""
        named = FIELD.search(self.message)
        if named:
            return named.group(1)
        words = self.message.casefold()
        return next((field for subject, field in SUBJECTS.items() if subject in words), "")


class NoAnswer(Exception):
    """Nobody knows whether the call had its effect; its text names how it failed.

    `is_silent`: the connection ended without any answer, so that the portal may still work on it.
    """

    def __init__(self, why: str, *, is_silent: bool) -> None:
        super().__init__(why)
        self.is_silent = is_silent
