"""Identifiers that sort by the moment they were made at."""

import secrets
from datetime import datetime

from kit.core import base32

ULID_PATTERN = r"^[0-7][0-9A-HJKMNP-TV-Z]{25}$"


def least_ulid(at: datetime) -> str:
    """No ULID of that millisecond or a later one is less."""
    return base32.encode(int(at.timestamp() * 1000) << 80, 26)


def new_ulid(at: datetime) -> str:
    """A fresh ULID: 48 bits of milliseconds, 80 of chance (github.com/ulid/spec)."""
    return base32.encode(int(at.timestamp() * 1000) << 80 | secrets.randbits(80), 26)
