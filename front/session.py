"""The session of a visit: its CSRF token and language; a client adds what its pages need."""

from datetime import datetime
from typing import ClassVar, Final, Literal, Self

from front.cookies import SealedModel

SESSION_SECONDS: Final = 3600


class Session(SealedModel):
    """`csrf` is the token of every form; `language` is the chosen one, or ""."""

    NAME: ClassVar[str] = "motcua"
    LIFETIME: ClassVar[int] = SESSION_SECONDS

    csrf: str
    language: Literal["", "vi", "en"] = ""

    @classmethod
    def begin(cls, csrf: str, now: datetime, language: Literal["", "vi", "en"] = "") -> Self:
        """A session that holds nothing else."""
        until = int(now.timestamp()) + cls.LIFETIME
        return cls(csrf=csrf, until=until, language=language)
