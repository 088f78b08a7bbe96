"""A run of the pusher: no two are at work at once, so that the ceiling of calls holds."""

from datetime import datetime, timedelta
from typing import ClassVar, Final

from kit.core.model import Aggregate

LONGEST_RUN: Final = timedelta(seconds=300)
"""The time-out of the function: after it a run is over, however it ended."""


class PusherRun(Aggregate):
    """The one run that may call the portal, until a moment."""

    KIND: ClassVar[str] = "PORTAL"

    id: str = "pusher"
    until: datetime | None = None

    def is_free(self, at: datetime) -> bool:
        """Whether a run may begin."""
        return self.until is None or self.until <= at
