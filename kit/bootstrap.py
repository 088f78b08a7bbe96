"""What a function works with, made when first used and shared by its invocations."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Set
from functools import cached_property
from pathlib import Path
from typing import Any, Protocol

from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.core.time import Clock, system_clock
from kit.http.authorization import Authorizer, TokenVerifier
from kit.http.dispatcher import Dispatcher
from kit.http.idempotency import IdempotencyStore
from kit.http.pagination import Cursors
from kit.messaging import outbox_relay, unsent_events
from kit.messaging.batch import consume
from kit.messaging.deferred import DEFERRED_MARK
from kit.messaging.inbox import EventHandlers, Inbox
from kit.messaging.outbox_relay import Queues, Routes, Sender
from kit.messaging.redelivery import Redelivery, SqsRedelivery
from kit.messaging.senders import Publishers, Senders
from kit.messaging.unsent_events import backlog, index_values
from kit.persistence.dynamodb import open_table
from kit.persistence.table import Table
from kit.persistence.vault import KmsKeys, Vault
from kit.platform import log
from kit.platform.secrets import Secrets
from kit.platform.settings import Settings, load
from kit.security.access_records import AccessRecords
from kit.security.access_tokens import Verifier
from kit.security.staff_directory import Directory

Sweep = Callable[[Budget], None]
"""A job of the sweeper."""
RESERVE = 20.0
"""Seconds at the end of a sweeper's time for a step that has begun: a provider's slowest answer."""


class SweepFailed(Exception):
    """Some of the sweeper's jobs failed; the log has each one's error."""


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
    def redelivery(self) -> Redelivery: ...

    @property
    def sender_roles(self) -> Mapping[str, frozenset[str]]: ...

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
    def redelivery(self) -> SqsRedelivery:
        """The queue of a message that failed."""
        return SqsRedelivery(self.settings.queue_prefix)

    @cached_property
    def sender_roles(self) -> Mapping[str, frozenset[str]]:
        """The ids of the roles by which each service sends; none where the stage names none."""
        return self.settings.sender_roles

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

    def __init__(
        self, name: str, routes: Routes, publishers: Publishers, resources: Resources
    ) -> None:
        """`name` is the service's, `routes` says which services subscribe to which event type,
        `publishers` which service publishes it.
        """
        self.name = name
        self.routes = routes
        self.publishers = publishers
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
        return consume(
            event,
            context,
            self.inbox,
            redelivery=self.resources.redelivery,
            senders=self.senders,
        )

    @property
    def senders(self) -> Senders:
        """Whose messages are believed."""
        return Senders(self.publishers, self.resources.sender_roles)

    def relay(self, event: JsonDict) -> JsonDict:
        """The relay function: send new events to their subscribers."""
        resources = self.resources
        return outbox_relay.relay(
            event, routes=self.routes, sender=resources.queues, table=resources.table
        )

    @property
    def sweeps(self) -> Mapping[str, Sweep]:
        """The jobs of the sweeper; one that fails or takes long keeps no other from its turn."""
        return {"unsent": self._send_unsent, "deferred": self._drain_deferred}

    def sweep(self, context: Any = None) -> None:
        """The sweeper function: say how much waits, then do each job; raises SweepFailed."""
        budget = Budget.of(context, RESERVE)
        jobs = {"backlog": self._publish_backlog, **self.sweeps}
        failed = [
            name
            for n, (name, job) in enumerate(jobs.items())
            if not _is_done(name, job, budget.part(len(jobs) - n))
        ]
        if failed:
            raise SweepFailed(*failed)

    def _publish_backlog(self, _: Budget) -> None:
        table, now = self.resources.table, self.clock()
        unsent = backlog(table, index_values(self.routes), now)
        deferred = backlog(table, [DEFERRED_MARK], now)
        log.metric("UnsentEvents", unsent.items)
        log.metric("OldestUnsentSeconds", round(unsent.oldest, 1), "Seconds")
        log.metric("ParkedMessages", deferred.items)
        log.metric("OldestParkedSeconds", round(deferred.oldest, 1), "Seconds")

    def _send_unsent(self, budget: Budget) -> None:
        resources = self.resources
        sent = unsent_events.sweep(
            routes=self.routes,
            sender=resources.queues,
            table=resources.table,
            now=self.clock(),
            budget=budget,
        )
        log.info("swept", resent=sent)

    def _drain_deferred(self, budget: Budget) -> None:
        self.inbox.drain_oldest(budget)


def _is_done(name: str, job: Sweep, budget: Budget) -> bool:
    try:
        job(budget)
    except Exception as error:  # noqa: BLE001 - logged, and raised when every job had its turn
        log.failure("sweep_job_failed", error, job=name)
        return False
    return True
