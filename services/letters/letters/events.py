"""The event handlers of letters."""

from dataclasses import dataclass

from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from letters.repository import LettersRepository


@dataclass(frozen=True, slots=True)
class LettersEvents:
    """What other services say that concerns letters."""

    repository: LettersRepository
    clock: Clock

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        return {}
