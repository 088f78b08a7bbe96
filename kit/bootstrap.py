"""The composition root of a service: what its functions do with its resources."""

import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.core.time import Clock
from kit.http.authorization import ApplicationKeys, Authorizer
from kit.http.dispatcher import Dispatcher
from kit.http.idempotency import IdempotencyStore
from kit.platform import log
from kit.platform.settings import initialised_function
from kit.resources import Resources
from kit.security.access_records import AccessRecords

if TYPE_CHECKING:
    from kit.messaging.inbox import EventHandlers, Inbox
    from kit.messaging.outbox_relay import Routes
    from kit.messaging.senders import Publishers, Senders
    from kit.messaging.sweeper import Sweep

REQUESTS: Final = ("dynamodb", "secretsmanager")
MESSAGES: Final = ("dynamodb", "kms", "sqs")
FIRST_CLIENTS: Final[Mapping[str, tuple[str, ...]]] = {
    "app": REQUESTS,
    "webhook": REQUESTS,
    "inbox": MESSAGES,
    "relay": ("dynamodb", "sqs"),
    "sweeper": MESSAGES,
}
"""Function -> the AWS services that nearly every first event of it calls; others: the table's."""


class ServiceBootstrap(ABC):
    """What every service's functions do; a service adds its repository, handlers and router.

    Everything is imported and made when first used: the HTTP functions start without what only
    messages need.
    """

    def __init__(
        self, name: str, routes: "Routes", publishers: "Publishers", resources: Resources
    ) -> None:
        """`name` is the service's, `routes` says which services subscribe to which event type,
        `publishers` which service publishes it.
        """
        self.name = name
        self.routes = routes
        self.publishers = publishers
        self.resources = resources

    def prepare(self) -> None:
        """Make at once what the first event would make, where the platform initialises a function
        before it (docs/decisions/0066). No call is made, and elsewhere nothing.
        """
        function = initialised_function()
        if function is None:
            return
        self.resources.connect(FIRST_CLIENTS.get(function, ("dynamodb",)))
        if function in self._first_parts:
            self._first_parts[function]()

    @property
    def _first_parts(self) -> Mapping[str, Callable[[], object]]:
        """Function -> what its first event goes through."""
        requests, messages = lambda: self.dispatcher, lambda: self.inbox
        return {
            "app": requests,
            "webhook": requests,
            "inbox": messages,
            "sweeper": messages,
        }

    @property
    @abstractmethod
    def event_handlers(self) -> "EventHandlers":
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
            authorizer=Authorizer(
                resources.verifier, resources.directory, resources.people, self.applications
            ),
            idempotency=IdempotencyStore(resources.table, resources.vault, self.name),
            origins=resources.origins,
            clock=resources.clock,
            access_records=self.access_records,
        )

    @property
    def applications(self) -> ApplicationKeys | None:
        """The keys of programs; None where a service has no routes for programs."""
        return None

    @cached_property
    def access_records(self) -> AccessRecords:
        """Where it is written who read personal data."""
        return AccessRecords(self.resources.access_table, self.name)

    @cached_property
    def inbox(self) -> "Inbox":
        """The messages that other services' events bring."""
        from kit.messaging.inbox import Inbox

        return Inbox(self.event_handlers, self.resources.table, self.clock)

    def consume(self, event: JsonDict, context: Any) -> JsonDict:
        """The inbox function: handle a batch, answer which messages failed."""
        from kit.messaging.batch import consume

        return consume(
            event,
            context,
            self.inbox,
            redelivery=self.resources.redelivery,
            senders=self.senders,
        )

    @property
    def senders(self) -> "Senders":
        """Whose messages are believed."""
        from kit.messaging.senders import Senders

        return Senders(self.publishers, self.resources.sender_roles, self.resources.resenders)

    def relay(self, event: JsonDict) -> JsonDict:
        """The relay function: send new events to their subscribers."""
        from kit.messaging import outbox_relay

        resources = self.resources
        return outbox_relay.relay(
            event, routes=self.routes, sender=resources.queues, table=resources.table
        )

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """The jobs of the sweeper; one that fails or takes long keeps no other from its turn."""
        return {"unsent": self._send_unsent, "deferred": self._drain_deferred}

    def sweep(self, context: Any = None) -> None:
        """The sweeper function: say how much waits, then do each job; raises SweepFailed."""
        from kit.messaging import sweeper

        sweeper.sweep({"backlog": self._publish_backlog, **self.sweeps}, context)

    def _publish_backlog(self, _: Budget) -> None:
        from kit.messaging import sweeper

        sweeper.publish_backlog(self.resources.table, self.routes, self.clock())

    def _send_unsent(self, budget: Budget) -> None:
        from kit.messaging import unsent_events

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
