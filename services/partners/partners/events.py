"""The event handlers of partners: one for every event of a dossier that partners may learn of."""

from dataclasses import dataclass

from contracts.casework import CaseFeeAssessed, CaseReopened
from contracts.intake import AccessChanged
from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.inbox import EventHandlers
from partners.domain.national_status import CODE_AFTER
from partners.domain.translation import TRANSLATIONS
from partners.feed.record_event import Recorder


@dataclass(frozen=True, slots=True)
class PartnersEvents:
    """Messages of a dossier wait for its filing."""

    recorder: Recorder
    clock: Clock

    def on_event(self, message: Envelope) -> None:
        """Raises OutOfOrder, Conflict, Duplicate, ContractBroken."""
        self.recorder.record(message, self.clock())

    def handlers(self) -> EventHandlers:
        """Event type -> the one handler."""
        types = {
            *TRANSLATIONS,
            *CODE_AFTER,
            CaseReopened.TYPE,
            CaseFeeAssessed.TYPE,
            AccessChanged.TYPE,
        }
        return dict.fromkeys(types, self.on_event)
