"""The composition root of status.

The polled look-up must start fast: what only lists and messages need is imported where it is made.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from contracts.routes import PUBLISHERS, ROUTES, STATUS
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.http.router import Router
from kit.messaging.batch import consume
from kit.messaging.inbox import EventHandlers, Inbox
from kit.platform import log
from kit.platform.secrets import secret
from kit.platform.settings import load
from kit.resources import Resources
from status.api.handlers import ListHandlers, LookupHandlers
from status.api.routes import create_router
from status.lookup.look_up import Lookups, LookupStore
from status.settings import StatusSettings

if TYPE_CHECKING:
    from kit.messaging.sweeper import Sweep
    from status.domain.ports import Archive
    from status.projection.project import Projection
    from status.repository import StatusRepository


class Status(ServiceBootstrap):
    """The service; its view store is DynamoDB and its archive S3 where none is given.

    `lookup_secret` is the text of the secret of the look-up keys' hashes, `visitor_secret` that of
    the portal's proofs of networks.
    """

    def __init__(
        self,
        resources: Resources,
        *,
        view_store: LookupStore | None = None,
        archive: "Archive | None" = None,
        lookup_secret: Callable[[], str] | None = None,
        visitor_secret: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(STATUS, ROUTES, PUBLISHERS, resources)
        self._view_store = view_store
        self._archive = archive
        self._lookup_secret = lookup_secret or self._read_lookup_secret
        self._visitor_secret = visitor_secret or self._read_visitor_secret

    @cached_property
    def settings(self) -> StatusSettings:
        """The settings of the functions."""
        settings: StatusSettings = load(StatusSettings)
        return settings

    @cached_property
    def router(self) -> Router[LookupHandlers]:
        """The HTTP side."""
        return create_router(
            lambda: self.lookup_handlers, lambda: self.list_handlers, lambda: self.dispatcher
        )

    @cached_property
    def lookup_handlers(self) -> LookupHandlers:
        """The handlers of the look-up."""
        lookups = Lookups(self.view_store, self._lookup_secret, self._visitor_secret)
        return LookupHandlers(lookups, lambda: self.repository)

    @cached_property
    def list_handlers(self) -> ListHandlers:
        """The handlers of lists and figures."""
        return ListHandlers(self.repository, self.resources.cursors)

    @cached_property
    def view_store(self) -> LookupStore:
        """The store of public views."""
        from status.adapters.view_store import DynamoViewStore

        return self._view_store or DynamoViewStore(self.settings.table)

    @cached_property
    def repository(self) -> "StatusRepository":
        """The service's table, without a vault: lists hold no sealed field."""
        from status.repository import StatusRepository

        return StatusRepository(self.resources.table)

    @cached_property
    def projection(self) -> "Projection":
        """The projection with its archive."""
        from status.adapters.s3_archive import S3Archive
        from status.projection.project import Projection
        from status.repository import StatusRepository

        repository = StatusRepository(self.resources.table, self.resources.vault)
        archive = self._archive or S3Archive(self.settings.archive_bucket)
        return Projection(repository, archive, self._lookup_secret)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from status.events import StatusEvents
        from status.repository import StatusRepository

        with_vault = StatusRepository(self.resources.table, self.resources.vault)
        return StatusEvents(self.projection, with_vault, self.clock).handlers()

    @cached_property
    def inbox(self) -> Inbox:
        """Messages are projected in any order, so none is parked."""
        from status.events import UnorderedInbox

        return UnorderedInbox(self.event_handlers, self.resources.table, self.clock)

    def consume(self, event: JsonDict, context: object) -> JsonDict:
        """Archive the whole batch, then project its messages."""
        return consume(
            event,
            context,
            self.inbox,
            prepare=lambda batch: self.projection.begin_batch(batch, self.clock()),
            redelivery=self.resources.redelivery,
            senders=self.senders,
        )

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """Events and messages first: the figures of a month may wait for the next run."""
        return {**super().sweeps, "figures": self._update_figures}

    def _update_figures(self, budget: Budget) -> None:
        from status.figures.update import update_figures

        log.info("figures_updated", dossiers=update_figures(self.repository, budget))

    def _read_lookup_secret(self) -> str:
        return secret(self.settings.keyhash_secret)

    def _read_visitor_secret(self) -> str:
        return secret(self.settings.visitor_secret)
