"""Identifiers and the clock: what the edge hands in, so that nothing deeper has to ask."""

from datetime import UTC, datetime

from ulid import ULID

ULID_PATTERN = r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"


def now() -> datetime:
    """The system clock, UTC."""
    return datetime.now(UTC)


def new_ulid(at: datetime) -> str:
    """A fresh ULID: 26 characters, sortable by `at`."""
    return str(ULID.from_datetime(at))


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds: sortable as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
