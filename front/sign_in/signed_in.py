"""The cookies of a sign-in: on the way to the provider, signed in, and the proof of who it is."""

from datetime import UTC, datetime
from typing import ClassVar, Final

from pydantic import Field

from front.cookies import SealedModel

REFRESH_BEFORE: Final = 60
"""Seconds before the end of an access token at which it is renewed."""
TOUCH_AFTER: Final = 300
"""Seconds after which a visit moves the end of an idle sign-in."""


class Departure(SealedModel):
    """What a visitor takes to the provider; `back` is the path that they wanted."""

    NAME: ClassVar[str] = "motcua_go"
    LIFETIME: ClassVar[int] = 600

    state: str = Field(repr=False)
    nonce: str = Field(repr=False)
    verifier: str = Field(repr=False)
    back: str = "/"


class SignedIn(SealedModel):
    """Somebody's tokens. `expires` is the access token's end, `ends` the sign-in's, whatever they
    do, `until` its end if they do nothing; `began` is when they proved who they are. `subject` is
    what the provider calls them.
    """

    NAME: ClassVar[str] = "motcua_in"
    LIFETIME: ClassVar[int] = 28_800
    IDLE: ClassVar[int] = 1_800

    access: str = Field(repr=False)
    refresh: str = Field(default="", repr=False)
    name: str = Field(default="", repr=False)
    subject: str = ""
    expires: int
    ends: int
    began: int = 0

    def is_stale(self, now: datetime) -> bool:
        """Whether the access token is at its end."""
        return self.expires - now.timestamp() < REFRESH_BEFORE

    @property
    def idle_end(self) -> datetime:
        """When the sign-in ends if nothing is done."""
        return datetime.fromtimestamp(self.until, UTC)

    def seconds_left(self, now: datetime) -> int:
        """Until then."""
        return max(0, self.until - int(now.timestamp()))

    def touched(self, now: datetime) -> "SignedIn":
        """With the idle time begun anew, where enough of it has gone by to say so."""
        until = min(int(now.timestamp()) + self.IDLE, self.ends)
        return self.evolve(until=until) if until - self.until >= TOUCH_AFTER else self


class IdentityProof(SealedModel):
    """The ID token, by which the profile gets what the provider verified."""

    NAME: ClassVar[str] = "motcua_id"
    LIFETIME: ClassVar[int] = 900

    token: str = Field(repr=False)
    full_name: str = Field(default="", repr=False)
    identity_number: str = Field(default="", repr=False)
    phone: str = Field(default="", repr=False)
