"""What the routes of identity answer."""

from identity.domain.signing_key import PublicKey
from kit.core.model import Model


class TokenKeysView(Model):
    """The keys by which tokens are verified (RFC 7517, 5), the present one first."""

    keys: tuple[PublicKey, ...]


class TokensEnded(Model):
    """An empty answer."""
