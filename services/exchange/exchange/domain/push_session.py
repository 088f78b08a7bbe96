"""The session in which the National Portal pushes: it ends, and is good for one unit."""

from datetime import datetime, timedelta
from hashlib import sha256
from typing import ClassVar, Final

from pydantic import Field

from contracts.terms import AgencyCode, Moment
from kit.core.agency_code import province_code
from kit.core.model import Aggregate, Model

LIFETIME: Final = timedelta(minutes=30)
"""Assumed: how long the portal keeps one is not known."""
MOST_FAILURES: Final = 10
"""Wrong log-ins of one address in a window."""
WINDOW: Final = timedelta(minutes=15)


class PushAccount(Model):
    """By which the portal logs in, for the agencies of one unit."""

    username: str = Field(min_length=1)
    password: str = Field(min_length=12, repr=False)
    unit: AgencyCode


class PushAccounts(Model):
    """The secret: none where a stage takes no pushes."""

    accounts: tuple[PushAccount, ...] = ()


class PushSession(Aggregate):
    """`id` is the digest of the token, which is stored nowhere."""

    KIND: ClassVar[str] = "PUSH_SESSION"

    unit: AgencyCode
    expires: Moment

    def is_open(self, at: datetime) -> bool:
        return at < self.expires

    def covers(self, agency: str) -> bool:
        """Whether the account is of that agency's province, by either order of its code."""
        return province_code(self.unit) == province_code(agency)


def session_id(token: str) -> str:
    """The digest by which a session is stored."""
    return sha256(token.encode()).hexdigest()
