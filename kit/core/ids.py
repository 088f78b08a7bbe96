"""Identifiers and the clock: what the edge hands in, so that nothing deeper has to ask."""

import secrets
from datetime import UTC, datetime
from typing import Final

CROCKFORD: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
ULID_PATTERN = r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"


def now() -> datetime:
    """The system clock, UTC."""
    return datetime.now(UTC)


def new_ulid(at: datetime) -> str:
    """A fresh ULID: 26 characters, sortable by `at` (48 bits of milliseconds, 80 of chance; github.com/ulid/spec)."""
    value = int(at.timestamp() * 1000) << 80 | secrets.randbits(80)
    return "".join(CROCKFORD[value >> shift & 31] for shift in range(125, -1, -5))


def stamp(at: datetime) -> str:
    """RFC 3339 in UTC with microseconds: sortable as text."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ")
