"""The inbox: each message is handled once, early ones wait, bad ones go to the dead letters alone."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, cast

from kit.core.events import Envelope
from kit.core.model import JsonDict
from kit.core.time import Clock, system_clock
from kit.persistence.query import Query
from kit.persistence.repository import Conflict, Duplicate, OutOfOrder, Repository
from kit.platform import log, tracing

Handler = Callable[[Envelope], None]
EventHandlers = Mapping[str, Handler]
Prepare = Callable[[Sequence[Envelope]], None]
TRIES = 8


class NotForUs(Exception):
    """A message of a type this service does not hear."""


class Inbox:
    """The hearing side of one service."""

    def __init__(
        self,
        event_handlers: EventHandlers,
        repository: Repository,
        *,
        now: Clock = system_clock,
    ) -> None:
        self._event_handlers = event_handlers
        self._repository = repository
        self._now = now

    def handle(self, message: Envelope) -> None:
        """Handle one message, then those that waited for it; a duplicate succeeds silently."""
        if self._handled(message):
            self.drain(message.correlation_key)

    def drain(self, correlation_key: str) -> None:
        """Try the parked messages of a dossier until none of them gets any further; one that fails stays parked."""
        progress = True
        while progress:
            progress = False
            for waiting in self._repository.parked(correlation_key):
                if self._tried(waiting):
                    self._repository.unpark(waiting)
                    progress = True

    def drain_oldest(self) -> float:
        """Try every parked message (the sweeper's part); returns the age of the oldest that stays, in s."""
        table = self._repository.table
        keys = list(table.all(Query(partition="early", index="waiting")))
        for pk in dict.fromkeys(key.pk for key in keys):
            self.drain(pk.removeprefix("EARLY#"))
        for key in keys:
            if table.get(key.pk, key.sk) is not None:
                return (
                    self._now() - datetime.fromisoformat(str(key.index_attributes["since"]))
                ).total_seconds()
        return 0.0

    def _tried(self, waiting: Envelope) -> bool:
        """`_handled` for a parked message: its failure and trace are its own, not those of the one which woke it."""
        waker = tracing.current()
        try:
            return self._handled(waiting)
        except Exception as error:  # noqa: BLE001 - logged here, tried again by the sweeper, watched by its age
            log.failure("parked message failed", error, event=waiting.id, type=waiting.type)
            return False
        finally:
            tracing.follow(waker)

    def _handled(self, message: Envelope) -> bool:
        """Whether it is done with (True) or parked (False)."""
        tracing.follow(message.trace)
        handler = self._event_handlers.get(message.type)
        if handler is None:
            raise NotForUs(message.type)
        for attempt in range(TRIES):
            try:
                handler(message)
                return True
            except Duplicate:
                return True
            except OutOfOrder as early:
                if self._repository.has_handled(
                    message
                ):  # a repeat whose time is over, not one before its time
                    return True
                if self._parked(message, early):
                    return False
            except Conflict:
                if attempt == TRIES - 1:
                    raise
        raise Conflict

    def _parked(self, message: Envelope, early: OutOfOrder) -> bool:
        try:
            self._repository.park(message, early, self._now())
        except Conflict:
            return False
        log.info("parked", event=message.id, type=message.type, dossier=message.dossier)
        return True


def consume(
    event: JsonDict, context: Any, inbox: Inbox, prepare: Prepare | None = None
) -> JsonDict:
    """Handle a batch of SQS records; answers the ids of those that failed (ReportBatchItemFailures).

    `prepare` sees the readable messages of the batch first; if it raises, the whole batch is tried again.
    """
    from aws_lambda_powertools.utilities.batch import (
        BatchProcessor,
        EventType,
        process_partial_response,
    )

    if prepare is not None:
        prepare([e for r in event["Records"] if (e := _readable(r["body"])) is not None])

    def one(record: Any) -> None:
        tracing.follow("")  # until it is read: the one before has a trace of its own
        try:
            inbox.handle(Envelope.model_validate_json(record.body))
        except Exception as error:
            log.failure("message failed", error, message_id=record.message_id)
            raise
        log.info("heard", message_id=record.message_id)

    processor = BatchProcessor(event_type=EventType.SQS, raise_on_entire_batch_failure=False)
    return cast(
        JsonDict,
        process_partial_response(
            event=event, record_handler=one, processor=processor, context=context
        ),
    )


def _readable(body: str) -> Envelope | None:
    try:
        return Envelope.model_validate_json(body)
    except ValueError:
        return None


def oldest_parked(age: float) -> None:
    """Publish the age of the oldest parked message, in seconds; an alarm watches it."""
    log.metric("OldestParkedSeconds", round(age, 1), "Seconds")
