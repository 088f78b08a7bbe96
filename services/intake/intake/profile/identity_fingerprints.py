"""Fingerprints of identity numbers: keyed hashes, to find people without their numbers."""

import hmac
from hashlib import sha256

from kit.security.versioned_secret import VersionedSecret


def identity_fingerprints(secret: VersionedSecret, number: str) -> tuple[str, ...]:
    """The fingerprints of a number by each version of the secret, the present one first.

    Twelve digits can be tried out: a fingerprint says nothing without the secret, and with it all.
    """
    versions = sorted(secret.keys, key=lambda version: version != secret.current)
    return tuple(f"{version}:{_fingerprint(secret.keys[version], number)}" for version in versions)


def _fingerprint(key: bytes, number: str) -> str:
    return hmac.digest(key, f"identity number|{number}".encode(), sha256).hex()
