"""Secrets with versions, for keyed hashes: `{"current": "v2", "v1": "…", "v2": "…"}`.

What is stored names its version, so that a rotation leaves valid what an old member made, for as
long as that member stays.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from typing import Final, NamedTuple

SHORTEST: Final = 16
"""Characters of a version's key; the stages' own have 64 hexadecimal digits."""


class SecretUnusable(Exception):
    """The secret is empty, mistyped or too short: nothing is hashed or compared with it."""


class VersionedSecret(NamedTuple):
    """The current version's name, and the keys by version."""

    current: str
    keys: Mapping[str, bytes]

    @property
    def key(self) -> bytes:
        """The key of the current version."""
        return self.keys[self.current]


@lru_cache(maxsize=8)
def versioned(text: str) -> VersionedSecret:
    """Raises SecretUnusable, never with a part of the text."""
    try:
        members = json.loads(text)
        current = members.pop("current")
        keys = {version: key.encode() for version, key in members.items() if len(key) >= SHORTEST}
    except (ValueError, TypeError, AttributeError, KeyError):
        raise SecretUnusable from None
    if len(keys) != len(members) or current not in keys:
        raise SecretUnusable
    return VersionedSecret(current, keys)
