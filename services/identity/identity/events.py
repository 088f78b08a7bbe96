"""The event handlers of identity: it subscribes to nothing yet."""

from typing import Final

from kit.messaging.inbox import EventHandlers

HANDLERS: Final[EventHandlers] = {}
