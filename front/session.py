"""The session of a visit: its CSRF token and language; a client adds what its pages need."""

from datetime import datetime
from typing import ClassVar, Final, Literal, Self

from front.cookies import SealedModel

SESSION_SECONDS: Final = 3600


class Session(SealedModel):
    """`csrf` is the token of every form; `language` is the chosen one, or "". `checked` is the
    path of a page that looks for an outcome, `checks` how often it did.
    """

    NAME: ClassVar[str] = "motcua"
    LIFETIME: ClassVar[int] = SESSION_SECONDS

    csrf: str
    language: Literal["", "vi", "en"] = ""
    checked: str = ""
    checks: int = 0

    def with_checks(self, path: str, checks: int) -> Self:
        """The session in which the page at `path` has looked so often."""
        return self.evolve(checked=path, checks=checks)

    @classmethod
    def begin(cls, csrf: str, now: datetime, language: Literal["", "vi", "en"] = "") -> Self:
        """A session that holds nothing else."""
        until = int(now.timestamp()) + cls.LIFETIME
        return cls(csrf=csrf, until=until, language=language)
