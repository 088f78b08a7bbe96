"""The composition root of letters."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from contracts.routes import LETTERS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.platform import log
from kit.platform.settings import load
from kit.resources import Resources
from letters.api.handlers import LettersHandlers
from letters.api.routes import create_router
from letters.domain.ports import AgencyPlaces, LetterFiles
from letters.repository import LettersRepository
from letters.settings import LettersSettings

if TYPE_CHECKING:
    from kit.messaging.sweeper import Sweep
    from letters.border.composition import LetterBorder


class Letters(ServiceBootstrap):
    """The service; `files` and `places` take the place of the buckets and the directory."""

    def __init__(
        self,
        resources: Resources,
        *,
        files: LetterFiles | None = None,
        places: AgencyPlaces | None = None,
    ) -> None:
        super().__init__(LETTERS, ROUTES, PUBLISHERS, resources)
        self._files = files
        self._places = places

    @cached_property
    def router(self) -> Router[LettersHandlers]:
        """The HTTP side."""
        from letters.api.outgoing.paths import PREFIXES

        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        router.defer(*PREFIXES, create=self._outgoing_router)
        router.defer("/v1/incoming", create=self._incoming_router)
        return router

    def _outgoing_router(self) -> Router[Any]:
        from letters.api.outgoing.handlers import OutgoingHandlers
        from letters.api.outgoing.routes import create_router

        def handlers() -> OutgoingHandlers:
            cursors = self.resources.cursors
            return OutgoingHandlers(self.repository, self.files, self.places, cursors)

        return create_router(handlers, lambda: self.dispatcher)

    def _incoming_router(self) -> Router[Any]:
        from letters.api.incoming.handlers import IncomingHandlers
        from letters.api.incoming.routes import create_router

        def handlers() -> IncomingHandlers:
            return IncomingHandlers(self.repository, self.resources.cursors)

        return create_router(handlers, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> LettersHandlers:
        """The handlers of requests about registers."""
        return LettersHandlers(self.repository, self.resources.cursors)

    @cached_property
    def repository(self) -> LettersRepository:
        """The service's table with the keys of letters."""
        return LettersRepository(self.resources.table, self.resources.vault)

    @cached_property
    def files(self) -> LetterFiles:
        """The files of letters."""
        if self._files is not None:
            return self._files
        from letters.adapters.letter_bucket import LetterBucket

        return LetterBucket(self.settings.letters_bucket, self.settings.documents_bucket)

    @cached_property
    def settings(self) -> LettersSettings:
        """The settings of the functions."""
        settings: LettersSettings = load(LettersSettings)
        return settings

    @cached_property
    def border(self) -> "LetterBorder":
        """Where letters come from outside, and go there."""
        from letters.border.composition import LetterBorder

        directory = self.resources.directory
        return LetterBorder(self.repository, self.places, directory, self.settings, self.clock)

    @cached_property
    def places(self) -> AgencyPlaces:
        """Which agencies are the province's own."""
        if self._places is not None:
            return self._places
        from letters.adapters.agency_places import DirectoryPlaces

        return DirectoryPlaces(self.resources.directory)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from letters.events import LettersEvents

        return LettersEvents(self.repository, self.clock).handlers()

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """The sweeper also brings requests to copies that lack them, and reminds officials."""
        return {**super().sweeps, "ask": self._finish_asking, "remind": self._remind}

    def _finish_asking(self, budget: Budget) -> None:
        from letters.outgoing.finish_all import finish_all_asking

        log.info("letters_asked", letters=finish_all_asking(self.repository, self.clock(), budget))

    def _remind(self, budget: Budget) -> None:
        from letters.incoming.remind import remind_all

        log.info("letters_reminded", letters=remind_all(self.repository, self.clock(), budget))
