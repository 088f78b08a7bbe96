"""The inbox: each message is handled once, early ones are deferred, bad ones fail alone."""

from collections.abc import Callable, Mapping

from kit.core.events import Envelope
from kit.core.time import Clock
from kit.messaging.deferred import DeferredMessages, correlation_key_of
from kit.persistence.repository import (
    Conflict,
    Duplicate,
    OutOfOrder,
    was_handled,
)
from kit.persistence.table import Table
from kit.platform import log, tracing

Handler = Callable[[Envelope], None]
EventHandlers = Mapping[str, Handler]
ATTEMPTS = 8


class NotForUs(Exception):
    """A message of a type that this service does not subscribe to."""


class Inbox:
    """Carries messages to the event handlers of one service."""

    def __init__(
        self,
        event_handlers: EventHandlers,
        table: Table,
        clock: Clock,
    ) -> None:
        self._event_handlers = event_handlers
        self._table = table
        self._deferred = DeferredMessages(self._table)
        self._clock = clock

    def handle(self, message: Envelope) -> None:
        """Handle one message, then those that waited for it; a duplicate succeeds silently."""
        if self._is_done(message):
            self.drain(message.correlation_key)

    def drain(self, correlation_key: str) -> None:
        """Try the deferred messages of a dossier until none gets any further.

        One that fails stays deferred.
        """
        progress = True
        while progress:
            progress = False
            for message in self._deferred.of(correlation_key):
                if self._retry(message):
                    self._deferred.remove(message)
                    progress = True

    def drain_oldest(self) -> float:
        """Try every deferred message (the sweeper's part); the oldest remaining one's age in s."""
        places = self._deferred.places()
        for correlation_key in dict.fromkeys(map(correlation_key_of, places)):
            self.drain(correlation_key)
        oldest = self._deferred.oldest_of(iter(places))
        return (self._clock() - oldest).total_seconds() if oldest else 0.0

    def _retry(self, message: Envelope) -> bool:
        """A deferred message has its own failure and trace, not those of the one that woke it."""
        trace = tracing.current()
        try:
            return self._is_done(message)
        except Exception as error:  # noqa: BLE001 - logged; the sweeper retries, its age is watched
            log.failure("deferred_message_failed", error, event=message.id, type=message.type)
            return False
        finally:
            tracing.follow(trace)

    def _is_done(self, message: Envelope) -> bool:
        """Whether it is handled (True) or deferred (False)."""
        tracing.follow(message.trace)
        handler = self._event_handlers.get(message.type)
        if handler is None:
            raise NotForUs(message.type)
        for attempt in range(ATTEMPTS):
            try:
                handler(message)
                return True
            except Duplicate:
                return True
            except OutOfOrder as early:
                if was_handled(self._table, message):  # a repeat whose time is over
                    return True
                if self._is_deferred(message, early):
                    return False
            except Conflict:
                if attempt == ATTEMPTS - 1:
                    raise
        raise Conflict

    def _is_deferred(self, message: Envelope, early: OutOfOrder) -> bool:
        try:
            self._deferred.defer(message, early, self._clock())
        except Conflict:
            return False
        log.info("message_deferred", event=message.id, type=message.type, dossier=message.dossier)
        return True
