"""Where records, batches and stamps lie: written once, never changed, never removed."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol

from kit.core.time import stamp
from kit.peers.message_log import LoggedMessage

RECORDS: Final = "log/"
HEADS: Final = "heads/"
LEAVES: Final = "leaves/"
STAMPS: Final = "stamps/"


class Archive(Protocol):
    """Objects by key."""

    def put(self, key: str, content: bytes) -> bool:
        """Store an object unless the key exists; whether it was stored now."""
        ...

    def get(self, key: str) -> bytes | None:
        """An object, or None."""
        ...

    def keys(self, prefix: str, after: str = "") -> Iterator[str]:
        """Keys with a prefix that follow another, in their order."""
        ...


@dataclass(frozen=True, slots=True)
class ArchivedLog:
    """`MessageLog` in an archive."""

    archive: Archive

    def append(self, record: LoggedMessage) -> None:
        self.archive.put(record_key(record), record.as_bytes())


def record_key(record: LoggedMessage) -> str:
    """`log/2026-12-01T09:30:15.000Z/<id>.json`: keys are in the order of time."""
    return f"{RECORDS}{record.at}/{record.id}.json"


def before(moment: datetime) -> str:
    """What every key of a record before a moment is less than."""
    return f"{RECORDS}{stamp(moment.astimezone(UTC))}"
