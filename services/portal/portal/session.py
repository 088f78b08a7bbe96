"""What the session of a visitor holds: the dossier that was looked up, and attempts to pay."""

from collections.abc import Mapping
from typing import Final, cast

from pydantic import Field

from front.api import Caller
from front.session import Session
from front.visit import Visit

MOST_ATTEMPTS: Final = 8
"""How many fees' latest attempts are stored: a cookie has at most 4,096 bytes (RFC 6265, 6.1)."""


class LookupRequired(Exception):
    """The page is about a dossier, and the session holds no code and key."""


class PortalSession(Session):
    """`code` and `key` are empty before the look-up.

    `attempts` has the latest payment attempt of each fee.
    """

    code: str = ""
    key: str = Field(default="", repr=False)
    attempts: Mapping[str, str] = {}

    def with_attempt(self, fee: str, payment: str) -> "PortalSession":
        """The session in which `payment` is the latest attempt of `fee`."""
        others = {f: p for f, p in self.attempts.items() if f != fee}
        latest = dict(list(others.items())[-(MOST_ATTEMPTS - 1) :]) | {fee: payment}
        return self.evolve(attempts=latest)


def session_of(visit: Visit) -> PortalSession:
    """The session of a visit to the portal."""
    return cast(PortalSession, visit.session)


def key_holder(visit: Visit) -> Caller:
    """Whoever has the look-up key of the session's dossier; raises LookupRequired."""
    session = session_of(visit)
    if not session.key:
        raise LookupRequired
    return Caller(visit.language, key=session.key)


def owner(visit: Visit) -> Caller:
    """Who is signed in; raises SignInRequired."""
    return Caller(visit.language, token=visit.person.access)


def anybody(visit: Visit) -> Caller:
    """Nobody by name."""
    return Caller(visit.language)
