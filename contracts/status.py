"""The event of status: its part of the export of a person's data."""

from contracts.exports import ViewExported
from kit.core.model import Event

EVENTS: tuple[type[Event], ...] = (ViewExported,)
