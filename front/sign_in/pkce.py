"""Proof key for code exchange (RFC 7636)."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from secrets import token_urlsafe


def new_verifier() -> str:
    """64 random characters of the allowed ones."""
    return token_urlsafe(48)


def challenge(verifier: str) -> str:
    """The S256 challenge of a verifier (4.2)."""
    return urlsafe_b64encode(sha256(verifier.encode()).digest()).decode().rstrip("=")
