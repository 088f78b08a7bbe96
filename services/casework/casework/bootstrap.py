"""The composition root of casework: everything is made when first used.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

from functools import cached_property

from casework.api.handlers import CaseworkHandlers
from casework.api.routes import create_router
from casework.repository import CaseworkRepository
from contracts.routes import CASEWORK, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.resources import Resources


class Casework(ServiceBootstrap):
    """The service on its resources."""

    def __init__(self, resources: Resources) -> None:
        super().__init__(CASEWORK, ROUTES, PUBLISHERS, resources)

    @cached_property
    def cases(self) -> CaseworkRepository:
        """With the vault: reasons are opened for officials."""
        return CaseworkRepository(self.resources.table, self.resources.vault)

    @cached_property
    def handlers(self) -> CaseworkHandlers:
        return CaseworkHandlers(self.cases, self.resources.directory, self.resources.cursors)

    @cached_property
    def router(self) -> Router[CaseworkHandlers]:
        return create_router(lambda: self.handlers, lambda: self.dispatcher)

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from casework.events import CaseworkEvents

        return CaseworkEvents(self.cases, self.clock).handlers()
