"""The session at the National Portal, which all workers share."""

from datetime import datetime
from typing import ClassVar

from kit.core.model import Aggregate, Sealed


class PortalSession(Aggregate):
    """One log-in for all: `number` counts them, `logging_in_until` is one worker's time for it."""

    KIND: ClassVar[str] = "PORTAL"

    id: str = "session"
    token: Sealed[str | None] = None
    number: int = 0
    logging_in_until: datetime | None = None
