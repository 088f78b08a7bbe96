"""What a function works with, made when first used and shared by its invocations."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Set
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from kit.core.model import JsonDict
from kit.core.time import Clock, system_clock
from kit.http.authorization import Authorizer, TokenVerifier
from kit.http.dispatcher import Dispatcher
from kit.http.idempotency import IdempotencyStore
from kit.http.pagination import Cursors
from kit.messaging import outbox_relay
from kit.messaging.batch import consume
from kit.messaging.inbox import EventHandlers, Inbox
from kit.messaging.outbox_relay import Queues, Routes, Sender
from kit.persistence.dynamodb import open_table
from kit.persistence.table import Table
from kit.persistence.vault import KmsKeys, Vault
from kit.platform import log
from kit.platform.secrets import Secrets
from kit.platform.settings import Settings, load
from kit.security.access_records import AccessRecords
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory

OLDEST_DEFERRED = "OldestParkedSeconds"
"""The metric of the oldest deferred message's age; an alarm watches it."""


class Resources(Protocol):
    """What every service reaches outside itself; `Deployment` is that of AWS."""

    @property
    def clock(self) -> Clock: ...

    @property
    def table(self) -> Table: ...

    @property
    def vault(self) -> Vault: ...

    @property
    def directory(self) -> Directory: ...

    @property
    def access_table(self) -> Table: ...

    @property
    def verifier(self) -> TokenVerifier: ...

    @property
    def queues(self) -> Sender: ...

    @property
    def cursors(self) -> Cursors: ...

    @property
    def origins(self) -> Set[str]: ...


class Deployment:
    """The resources of a deployed service, by the settings of its functions."""

    def __init__(self, clock: Clock = system_clock) -> None:
        self.clock = clock

    @cached_property
    def settings(self) -> Settings:
        """What every function is told by its environment."""
        settings: Settings = load(Settings)
        return settings

    @cached_property
    def table(self) -> Table:
        """The service's own table."""
        return open_table(self.settings.table)

    @cached_property
    def vault(self) -> Vault:
        """The keys of dossiers."""
        return Vault(open_table(self.settings.vault_table), KmsKeys(self.settings.vault_key))

    @cached_property
    def directory(self) -> Directory:
        """Staff and agencies."""
        return Directory(open_table(self.settings.directory_table), self.clock)

    @cached_property
    def access_table(self) -> Table:
        """Who read personal data, of all services."""
        return open_table(self.settings.access_table)

    @cached_property
    def verifier(self) -> Verifier:
        """Verifies access tokens of the configured issuers."""
        return Verifier(self.settings.issuers)

    @cached_property
    def queues(self) -> Queues:
        """The services' inboxes."""
        return Queues(self.settings.queue_prefix)

    @cached_property
    def secrets(self) -> Secrets:
        """The secrets that the function's role may read."""
        return Secrets()

    @cached_property
    def cursors(self) -> Cursors:
        """The cursors of lists."""
        return Cursors(lambda: self.secrets.text(self.settings.cursor_secret))

    @cached_property
    def origins(self) -> Set[str]:
        """The origins that browsers may call from; "*" (never in prod) means any."""
        return frozenset(filter(None, self.settings.cors_origins.split(",")))


class ServiceBootstrap(ABC):
    """What every service's functions do; a service adds its repository, handlers and router.

    Everything is made when first used: the HTTP functions start without what only messages need.
    """

    def __init__(self, name: str, routes: Routes, resources: Resources) -> None:
        """`name` is the service's, `routes` says which services subscribe to which event type."""
        self.name = name
        self.routes = routes
        self.resources = resources

    @property
    @abstractmethod
    def event_handlers(self) -> EventHandlers:
        """Event type -> the one handler of its messages."""

    @property
    def clock(self) -> Clock:
        """What tells the time."""
        return self.resources.clock

    @property
    def document(self) -> Path:
        """The OpenAPI document, packaged beside the routes."""
        package = self.__module__.partition(".")[0]
        return Path(str(sys.modules[package].__file__)).with_name("api") / "openapi.json"

    @cached_property
    def dispatcher(self) -> Dispatcher:
        """Carries requests through the routes' operations."""
        resources = self.resources
        return Dispatcher(
            authorizer=Authorizer(resources.verifier, resources.directory),
            idempotency=IdempotencyStore(resources.table, resources.vault, self.name),
            origins=resources.origins,
            clock=resources.clock,
            access_records=self.access_records,
        )

    @cached_property
    def access_records(self) -> AccessRecords:
        """Where it is written who read personal data."""
        return AccessRecords(self.resources.access_table, self.name)

    @cached_property
    def inbox(self) -> Inbox:
        """The messages that other services' events bring."""
        return Inbox(self.event_handlers, self.resources.table, self.clock)

    def consume(self, event: JsonDict, context: Any) -> JsonDict:
        """The inbox function: handle a batch, answer which messages failed."""
        return consume(event, context, self.inbox)

    def relay(self, event: JsonDict) -> None:
        """The relay function: send new events to their subscribers; raises RelayFailed."""
        resources = self.resources
        outbox_relay.relay(
            event, routes=self.routes, sender=resources.queues, table=resources.table
        )

    def sweep(self) -> None:
        """The sweeper function: re-send events unsent for five minutes, try parked messages."""
        resources = self.resources
        try:
            sent = outbox_relay.sweep(
                routes=self.routes, sender=resources.queues, table=resources.table, now=self.clock()
            )
        finally:
            log.metric(OLDEST_DEFERRED, round(self.inbox.drain_oldest(), 1), "Seconds")
        log.info("swept", resent=sent)
