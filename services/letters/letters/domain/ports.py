"""What letters reach outside their table: files, and whose agencies are whose."""

from datetime import timedelta
from typing import Protocol


class LetterFiles(Protocol):
    """Where files lie: drafts under their digest, sealed ones in the store of documents."""

    def upload_form(self, digest: str, size: int, media_type: str) -> tuple[str, dict[str, str]]:
        """An address and form fields by which a browser posts exactly this file."""
        ...

    def has(self, digest: str) -> bool:
        """Whether the file was uploaded."""
        ...

    def link(
        self, letter: str, digest: str, sealed: str | None, name: str, lifetime: timedelta
    ) -> str:
        """A URL that downloads the file, the sealed one where there is one."""
        ...


class AgencyPlaces(Protocol):
    """Which agencies are the province's own, and by which way others are reached."""

    def axis_of(self, agency: str) -> str | None:
        """None for an agency of this system; else the axis that leads to it."""
        ...
