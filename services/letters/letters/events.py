"""The event handlers of letters."""

from dataclasses import dataclass

from contracts.documents import LetterFileFailed, LetterFileSealed
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from letters.outgoing.sign import record_failure, record_seal
from letters.repository import LettersRepository


@dataclass(frozen=True, slots=True)
class LettersEvents:
    """What other services say that concerns letters."""

    repository: LettersRepository
    clock: Clock

    def on_file_sealed(self, message: Envelope) -> None:
        """The letter bears the agency's signature; raises Conflict, Duplicate."""
        record_seal(self.repository, message, at=self.clock())

    def on_file_failed(self, message: Envelope) -> None:
        """The letter goes back to who signs; raises Conflict, Duplicate."""
        record_failure(self.repository, message, at=self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        return {
            LetterFileSealed.TYPE: self.on_file_sealed,
            LetterFileFailed.TYPE: self.on_file_failed,
        }
