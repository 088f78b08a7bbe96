"""The composition root of status.

The polled look-up must start fast: what only lists and messages need is imported where it is made.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

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
    from status.api.figures.handlers import FigureHandlers
    from status.api.supervision.handlers import SupervisionHandlers
    from status.domain.figure_ports import FigureStores
    from status.domain.ports import Archive
    from status.domain.record import DossierRecord
    from status.figures.fold import Folding
    from status.projection.project import Projection
    from status.repository import StatusRepository


RECORDS_AT_ONCE: Final = 10
"""As many as a client has connections."""
FOLD_RESERVE: Final = 120.0
"""Seconds that a step of the folding may take, before the function ends."""


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
        figures: "FigureStores | None" = None,
        lookup_secret: Callable[[], str] | None = None,
        visitor_secret: Callable[[], str] | None = None,
    ) -> None:
        super().__init__(STATUS, ROUTES, PUBLISHERS, resources)
        self._view_store = view_store
        self._archive = archive
        self._figures = figures
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
            lambda: self.lookup_handlers,
            lambda: self.list_handlers,
            lambda: self.figure_handlers,
            lambda: self.supervision_handlers,
            lambda: self.dispatcher,
        )

    @cached_property
    def lookup_handlers(self) -> LookupHandlers:
        """The handlers of the look-up."""
        lookups = Lookups(self.view_store, self._lookup_secret, self._visitor_secret)
        return LookupHandlers(lookups, lambda: self.repository, lambda: self.figure_stores)

    @cached_property
    def figure_handlers(self) -> "FigureHandlers":
        """The handlers of public figures."""
        from status.api.figures.handlers import FigureHandlers

        return FigureHandlers(self.figure_stores.objects)

    @cached_property
    def supervision_handlers(self) -> "SupervisionHandlers":
        """The handlers of the report of supervision, with the keys of replies."""
        from status.api.supervision.handlers import SupervisionHandlers
        from status.repositories.sign_replies import SignReplies

        replies = SignReplies(self.resources.table, STATUS, self.resources.vault)
        return SupervisionHandlers(self.figure_stores.objects, replies)

    @cached_property
    def list_handlers(self) -> ListHandlers:
        """The handlers of lists and figures."""
        return ListHandlers(self.repository, self.resources.cursors, self.figure_stores)

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

    @cached_property
    def figure_stores(self) -> "FigureStores":
        """What figures are folded from, and where they are stored."""
        from status.adapters.figure_stores import deployed_stores

        return self._figures or deployed_stores(
            self.settings.archive_bucket,
            self.settings.figures_bucket,
            lambda: secret(self.settings.roots_secret),
        )

    @cached_property
    def folding(self) -> "Folding":
        """The folding of figures."""
        from status.figures.fold import Folding

        return Folding(self.figure_stores, self._records)

    def fold(self, context: object = None) -> None:
        """The folding function: figures of what arrived since its last run."""
        leaves = self.folding.run(self.clock(), Budget.of(context, FOLD_RESERVE))
        log.info("figures_folded", leaves=leaves)

    def _records(self, codes: Sequence[str]) -> "Iterable[DossierRecord]":
        from status.adapters.read_ahead import in_order

        def record(code: str) -> "DossierRecord":
            return self.repository.record_of(code, consistent=False)

        return in_order(record, codes, RECORDS_AT_ONCE)

    def _read_lookup_secret(self) -> str:
        return secret(self.settings.keyhash_secret)

    def _read_visitor_secret(self) -> str:
        return secret(self.settings.visitor_secret)
