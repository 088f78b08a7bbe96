"""The events of letters between agencies."""

from kit.core.model import Event

EVENTS: tuple[type[Event], ...] = ()
