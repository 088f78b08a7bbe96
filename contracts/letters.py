"""The events of letters between agencies."""

from contracts.terms import AgencyCode, Moment, Sha256
from contracts.terms.letters import DeliveryState
from kit.core.model import Event


class LetterSealRequested(Event):
    """A letter has its number and is to bear the agency's signature: documents signs `file`."""

    TYPE = "letter.seal_requested"

    agency: AgencyCode
    file: Sha256


class LetterReminded(Event):
    """An agency has a letter that it did not accept or finish in time; `document` is its number
    and notation, `handler` the official who works on it.
    """

    TYPE = "letter.reminded"

    letter: str
    agency: AgencyCode
    document: str
    state: DeliveryState
    due: Moment | None = None
    handler: str | None = None


EVENTS: tuple[type[Event], ...] = (LetterSealRequested, LetterReminded)
