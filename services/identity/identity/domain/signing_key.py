"""The key that signs tokens: its public half as a JSON web key, and the port of whoever has it."""

from base64 import urlsafe_b64encode
from hashlib import sha256
from typing import Literal, Protocol

from kit.core.model import Model


class PublicKey(Model):
    """The public half of an RSA key (RFC 7517, RFC 7518 6.3.1); `n` and `e` are base64url."""

    kty: Literal["RSA"] = "RSA"
    use: Literal["sig"] = "sig"
    alg: Literal["RS256"] = "RS256"
    kid: str
    n: str
    e: str

    @classmethod
    def of(cls, modulus: int, exponent: int) -> "PublicKey":
        """The key id is the key's thumbprint (RFC 7638): it changes with the key alone."""
        n, e = _base64url_of(modulus), _base64url_of(exponent)
        thumbprint = sha256(f'{{"e":"{e}","kty":"RSA","n":"{n}"}}'.encode()).digest()
        return cls(kid=base64url(thumbprint), n=n, e=e)


class TokenSigner(Protocol):
    """Whoever has the private half."""

    def public_keys(self) -> tuple[PublicKey, ...]:
        """The one that signs now, and behind it those before by which tokens still verify."""
        ...

    def sign(self, message: bytes) -> bytes:
        """The signature of RS256 (RFC 7518, 3.3) over the message."""
        ...


def base64url(content: bytes) -> str:
    """Without padding (RFC 7515, 2)."""
    return urlsafe_b64encode(content).rstrip(b"=").decode()


def _base64url_of(number: int) -> str:
    return base64url(number.to_bytes((number.bit_length() + 7) // 8))
