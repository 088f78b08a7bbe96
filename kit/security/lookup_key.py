"""Keyed hashes of look-up keys and of who tried wrong ones, under a secret with versions
(`kit.security.versioned_secret`).
"""

import hmac
from hashlib import sha256
from typing import Final

from kit.core.typed_text import compact
from kit.security.versioned_secret import versioned

ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1"})
"""Crockford's base32 reads O as 0, I and L as 1."""
DUMMY_HASH: Final = "-:" + "0" * 64
"""Stands for the hash of an object that is not known: checked with the current version's work, and
fits no key.
"""


def hash_key(secret: str, code: str, key: str) -> str:
    """The hash of an object's look-up key, however typed: `<version>:` and 64 hex digits.

    Raises SecretUnusable, as all of these do.
    """
    keys = versioned(secret)
    return f"{keys.current}:{_digest(keys.key, code, key)}"


def verify_key(secret: str, code: str, key: str, stored: str) -> bool:
    """Whether a look-up key is the one that was hashed: one HMAC whatever is kept, no key under a
    lost version.
    """
    version, _, digest = stored.rpartition(":")
    current, keys = versioned(secret)
    computed = _digest(keys.get(version, keys[current]), code, key)
    return hmac.compare_digest(computed, digest) and version in keys


def attempt_bucket(secret: str, place: str, window: int) -> str:
    """Under what wrong keys of a `place` (a network, a code, both) are counted, telling nothing
    about it.
    """
    text = f"tries|{place}|{window}".encode()
    return hmac.new(versioned(secret).key, text, sha256).hexdigest()[:32]


def normalize_key(key: str) -> str:
    """A look-up key as it was made, however somebody types or pastes it."""
    return compact(key).translate(ALIKE)


def _digest(secret: bytes, code: str, key: str) -> str:
    return hmac.new(
        secret, f"{code}|{normalize_key(key)}".encode(errors="replace"), sha256
    ).hexdigest()
