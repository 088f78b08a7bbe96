"""Keyed hashes: what is kept of look-up keys and of who tried wrong ones."""

import hmac
from hashlib import sha256

ALIKE = str.maketrans({"O": "0", "I": "1", "L": "1", "-": None, " ": None})
"""Crockford's base32 reads O as 0, I and L as 1, and ignores hyphens."""


def lookup_hash(secret: str, code: str, key: str) -> str:
    """The keyed hash of a dossier's look-up key as somebody may type it: 64 hex digits."""
    return hmac.new(secret.encode(), f"{code}|{key.upper().translate(ALIKE)}".encode(), sha256).hexdigest()


def tries_hash(secret: str, code: str, prefix: str, window: int) -> str:
    """Under what wrong keys are counted: (address prefix, code, window), telling nothing about the address."""
    return hmac.new(secret.encode(), f"tries|{prefix}|{code}|{window}".encode(), sha256).hexdigest()[:32]
