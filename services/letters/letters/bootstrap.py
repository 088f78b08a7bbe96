"""The composition root of letters."""

from functools import cached_property

from contracts.routes import LETTERS, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.resources import Resources
from letters.api.handlers import LettersHandlers
from letters.api.routes import create_router
from letters.repository import LettersRepository


class Letters(ServiceBootstrap):
    """The service."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(LETTERS, ROUTES, PUBLISHERS, resources)

    @cached_property
    def router(self) -> Router[LettersHandlers]:
        """The HTTP side."""
        return create_router(lambda: self.handlers, lambda: self.dispatcher)

    @cached_property
    def handlers(self) -> LettersHandlers:
        """The handlers of requests about registers."""
        return LettersHandlers(self.repository, self.resources.cursors)

    @cached_property
    def repository(self) -> LettersRepository:
        """The service's table with the keys of letters."""
        return LettersRepository(self.resources.table, self.resources.vault)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from letters.events import LettersEvents

        return LettersEvents(self.repository, self.clock).handlers()
