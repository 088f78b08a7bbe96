"""What a browser keeps while its person is at a provider: a secret in a cookie of its own.

Nonce and proof key follow from it, so that neither is stored, and an answer that another browser
brings opens nothing.
"""

import hmac
from dataclasses import dataclass, field
from hashlib import sha256

from identity.domain.signing_key import base64url


@dataclass(frozen=True, slots=True)
class BrowserSecret:
    """`text` is what the cookie holds: 256 bits of chance, base64url."""

    text: str = field(repr=False)

    @property
    def digest(self) -> str:
        """By which a stored sign-in knows its browser."""
        return sha256(self.text.encode()).hexdigest()

    @property
    def nonce(self) -> str:
        """What the provider's ID token repeats."""
        return self._derived("nonce")

    @property
    def verifier(self) -> str:
        """The proof key (RFC 7636, 4.1): 43 characters."""
        return self._derived("verifier")

    @property
    def challenge(self) -> str:
        """The S256 challenge of the proof key."""
        return base64url(sha256(self.verifier.encode()).digest())

    def _derived(self, purpose: str) -> str:
        return base64url(hmac.digest(self.text.encode(), purpose.encode(), sha256))
