"""The inbox: each message is handled once, early ones are deferred, bad ones fail alone."""

import secrets
from collections.abc import Callable, Iterable, Mapping
from datetime import timedelta
from types import MappingProxyType
from typing import Final

from kit.core.budget import UNLIMITED, Budget
from kit.core.events import ContractBroken, Envelope
from kit.core.time import Clock
from kit.messaging.deferred import DeferredMessages, correlation_key_of
from kit.persistence.causes import was_handled
from kit.persistence.repository import Conflict, Duplicate, OutOfOrder
from kit.persistence.table import Table
from kit.platform import log, tracing

Handler = Callable[[Envelope], None]
EventHandlers = Mapping[str, Handler]
Versions = Mapping[str, int]
ATTEMPTS = 8
REPLAY_AFTER = timedelta(hours=1)
"""From this age on an inbox first looks whether a message was handled: whoever replays a year makes
no handler render, sign and store what it finds done. A younger one is hardly ever a repeat, and the
look costs as much as the message.
"""
FIRST_VERSION: Final = 1
ALL_FIRST: Final[Versions] = MappingProxyType({})


class Inbox:
    """Carries messages to the event handlers of one service."""

    def __init__(
        self,
        event_handlers: EventHandlers,
        table: Table,
        clock: Clock,
        versions: Versions = ALL_FIRST,
    ) -> None:
        """`versions` has the version that is known of each event type, where it is not the first.

        A message of a type or version that is not known yet waits for the deployment that knows it.
        """
        self._versions = versions
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

    def drain_oldest(self, budget: Budget = UNLIMITED) -> float:
        """Try the deferred messages (the sweeper's part); the oldest remaining one's age in s.

        Where the time is too short for all, each run begins somewhere else.
        """
        places = self._deferred.places()
        for correlation_key in _from_anywhere(dict.fromkeys(map(correlation_key_of, places))):
            if budget.is_spent:
                log.warning("drain_out_of_time", deferred=len(places))
                break
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
        handler = self._handler_of(message)
        if handler is None:
            self._deferred.keep(message, self._clock())
            log.warning("message_unknown", type=message.type, version=message.version)
            return False
        if self._clock() - message.time > REPLAY_AFTER and was_handled(self._table, message):
            return True
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
            self._table.pause(attempt)
        raise Conflict

    def _handler_of(self, message: Envelope) -> Handler | None:
        """None for a type or a version that a later deployment will know; raises ContractBroken."""
        current = self._versions.get(message.type, FIRST_VERSION)
        if message.version > current:
            return None
        if message.version < current:
            raise ContractBroken(message.type)
        return self._event_handlers.get(message.type)

    def _is_deferred(self, message: Envelope, early: OutOfOrder) -> bool:
        try:
            self._deferred.defer(message, early, self._clock())
        except Conflict:
            return False
        log.info("message_deferred", event=message.id, type=message.type, dossier=message.dossier)
        return True


def _from_anywhere(keys: Iterable[str]) -> list[str]:
    ordered = list(keys)
    first = secrets.randbelow(len(ordered)) if ordered else 0
    return ordered[first:] + ordered[:first]
