"""What letters reach outside their table: files, whose agencies are whose, ways out of the
province.
"""

from datetime import timedelta
from typing import Protocol

from letters.domain.lane import LaneMessage
from letters.domain.letter import Letter


class LetterFiles(Protocol):
    """Where files lie: drafts under their digest, sealed ones in the store of documents."""

    def store(self, digest: str, content: bytes, media_type: str) -> None:
        """Keep a file under its digest; what is there already stays."""
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


class AxisDown(Exception):
    """The axis did not answer: whether it has the message is unknown."""


class AxisRefused(Exception):
    """The axis does not take the message, and would not tomorrow; `code` is stable."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class Axis(Protocol):
    """A way out of the province, as an adapter knows it; `key` is the stored key of the effect."""

    def send(self, key: str, letter: Letter, message: LaneMessage) -> str | None:
        """Send one message of the lane of a letter; the axis' own id of it, where it has one.

        Raises AxisDown, AxisRefused.
        """
        ...

    def has(self, key: str, letter: Letter, message: LaneMessage) -> bool:
        """Whether a message whose answer was lost came there; raises AxisDown."""
        ...
