"""The cookie of a browser whose person is at a provider: one for each sign-in, so that two tabs
stand beside each other.
"""

from hashlib import sha256
from typing import Final

from identity.domain.sign_in import AWAY

SECONDS: Final = int(AWAY.total_seconds())


def cookie_set(url: str, state: str, secret: str) -> str:
    """The header Set-Cookie; `url` is the issuer's."""
    return _cookie(url, state, secret, SECONDS)


def cookie_ended(url: str, state: str) -> str:
    """The header Set-Cookie that takes it back."""
    return _cookie(url, state, "", 0)


def secret_of(url: str, state: str, header: str) -> str:
    """The secret in the header Cookie, "" where this browser began no such sign-in."""
    name = _name(url, state)
    pairs = (part.strip().partition("=") for part in header.split(";"))
    return next((value for key, _, value in pairs if key == name), "")


def _cookie(url: str, state: str, secret: str, seconds: int) -> str:
    """SameSite=Lax: the provider's answer is a navigation from another site."""
    secure = "" if url.startswith("http://") else "; Secure"
    rest = f"Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"
    return f"{_name(url, state)}={secret}; {rest}"


def _name(url: str, state: str) -> str:
    """With the prefix by which browsers take it from this very host alone (RFC 6265bis, 4.1.3.2);
    plain HTTP is for a machine of one's own.
    """
    prefix = "" if url.startswith("http://") else "__Host-"
    return f"{prefix}motcua_idp_{sha256(state.encode()).hexdigest()[:16]}"
