"""The signer of roots: an Ed25519 key that follows from a secret."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

PURPOSE: Final = b"motcua roots of figures 1"
"""Stands before the secret, so that no other use of it leads to this key."""


class SecretRootSigner:
    """`RootSigner`: `secret` reads the text of the secret when something is to be signed."""

    def __init__(self, secret: Callable[[], str]) -> None:
        self._secret = secret

    @property
    def public_key(self) -> str:
        return self._key.public_key().public_bytes_raw().hex()

    def sign(self, message: bytes) -> str:
        return self._key.sign(message).hex()

    @cached_property
    def _key(self) -> "Ed25519PrivateKey":
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        seed = sha256(PURPOSE + self._secret().encode()).digest()
        return Ed25519PrivateKey.from_private_bytes(seed)
