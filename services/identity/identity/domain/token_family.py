"""The refresh tokens of one sign-in (RFC 9700, 4.14.2): each use replaces the one that was used.

The one before is good for another minute, for a second tab or a request that is repeated; any other
that comes back was copied, and ends the sign-in.
"""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final

from identity.domain.sign_in import SignIn
from kit.core.model import Model

LIFETIME: Final = timedelta(hours=8)
GRACE: Final = timedelta(seconds=60)
MOST_LIVE: Final = 8
"""Tokens that are good at once: those of the tabs of one browser within a minute."""


class LiveToken(Model):
    """A refresh token by its digest; `used_at` is when it was first replaced."""

    digest: str
    used_at: datetime | None = None

    def holds(self, at: datetime) -> bool:
        """Whether it is good now."""
        return self.used_at is None or at - self.used_at <= GRACE


class TokenFamily(Model):
    """One sign-in with its tokens; it ends at `until`, whatever is renewed. `version` is the
    item's.
    """

    id: str
    sign_in: SignIn
    live: tuple[LiveToken, ...]
    until: datetime
    version: int = 0

    def is_good(self, secret: str, at: datetime) -> bool:
        """Whether one of its tokens may be used now."""
        digest = digest_of(secret)
        good = (each.digest == digest and each.holds(at) for each in self.live)
        return at < self.until and any(good)

    def rotated(self, used: str, new: str, at: datetime) -> "TokenFamily":
        """With a new token in the place of the used one."""
        live = tuple(_used(each, digest_of(used), at) for each in self.live if each.holds(at))
        return self.evolve(live=(*live, LiveToken(digest=digest_of(new)))[-MOST_LIVE:])


def new_family(id: str, sign_in: SignIn, secret: str, at: datetime) -> TokenFamily:
    """The family of a sign-in with its first token."""
    first = LiveToken(digest=digest_of(secret))
    return TokenFamily(id=id, sign_in=sign_in, live=(first,), until=at + LIFETIME)


def refresh_token(family: str, secret: str) -> str:
    """As the client gets it: `<family>.<secret>`."""
    return f"{family}.{secret}"


def parts_of(token: str) -> tuple[str, str]:
    """(family, secret); ("", "") for a text that no refresh token looks like."""
    family, _, secret = token.partition(".")
    return (family, secret) if family and secret else ("", "")


def digest_of(secret: str) -> str:
    """What is stored of a secret."""
    return sha256(secret.encode()).hexdigest()


def _used(token: LiveToken, digest: str, at: datetime) -> LiveToken:
    is_first_use = token.digest == digest and token.used_at is None
    return token.evolve(used_at=at) if is_first_use else token
