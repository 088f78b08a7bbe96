"""Keyed hashes: what is kept of look-up keys and of who tried wrong ones.

The secret is `{"current": "v2", "v1": "…", "v2": "…"}`. A kept hash names its version, so a
rotation leaves the keys that people hold valid for as long as the old member stays. Any other text
is one key without a version.
"""

import hmac
import json
from collections.abc import Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Final

ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
"""Crockford's base32 reads O as 0, I and L as 1, and ignores hyphens."""
DUMMY_HASH: Final = "-:" + "0" * 64
"""Stands for the hash of an object that is not known: checked with the current version's work, and
fits no key.
"""


def hash_key(secret: str, code: str, key: str) -> str:
    """The hash of an object's look-up key, however typed: `<version>:` and 64 hex digits."""
    current, keys = _keys(secret)
    digest = _digest(keys[current], code, key)
    return f"{current}:{digest}" if current else digest


def verify_key(secret: str, code: str, key: str, stored: str) -> bool:
    """Whether a look-up key is the one that was hashed: one HMAC whatever is kept, no key under a
    lost version.
    """
    version, _, digest = stored.rpartition(":")
    current, keys = _keys(secret)
    computed = _digest(keys.get(version, keys[current]), code, key)
    return hmac.compare_digest(computed, digest) and version in keys


def attempt_bucket(secret: str, code: str, prefix: str, window: int) -> str:
    """Under what wrong keys are counted: (address prefix, code, window), telling nothing about the
    address.
    """
    current, keys = _keys(secret)
    return hmac.new(keys[current], f"tries|{prefix}|{code}|{window}".encode(), sha256).hexdigest()[
        :32
    ]


def normalize_key(key: str) -> str:
    """A look-up key as it was made, however somebody types it."""
    return key.upper().translate(ALIKE)


def _digest(secret: bytes, code: str, key: str) -> str:
    return hmac.new(secret, f"{code}|{normalize_key(key)}".encode(), sha256).hexdigest()


@lru_cache(maxsize=2)
def _keys(secret: str) -> tuple[str, Mapping[str, bytes]]:
    """The current version and the keys by version; "" is the whole text."""
    whole = {"": secret.encode()}
    try:
        members = json.loads(secret)
        current = str(members.pop("current"))
    except (ValueError, TypeError, AttributeError, KeyError):
        return "", whole
    return current, whole | {version: str(text).encode() for version, text in members.items()}
