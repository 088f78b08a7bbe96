"""What the border reaches beside the axis: packages as they came, files, whom it trusts."""

from datetime import datetime
from typing import Protocol

from kit.security.trust_list import TrustList


class RawPackages(Protocol):
    """Packages as they came, by their SHA-256."""

    def store(self, digest: str, content: bytes) -> None:
        """A repeat changes nothing."""
        ...

    def read(self, digest: str) -> bytes:
        """The package."""
        ...


class LetterContents(Protocol):
    """The files of letters."""

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        """A repeat changes nothing."""
        ...

    def read(self, letter: str, digest: str, sealed: str | None) -> bytes:
        """A file, the sealed one where there is one."""
        ...


class Trust(Protocol):
    """Whom the stage trusts for packages and files of others."""

    def at(self, moment: datetime) -> TrustList:
        """The list of a moment."""
        ...
