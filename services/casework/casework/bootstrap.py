"""The composition root of casework: everything is made when first used.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

from collections.abc import Mapping
from functools import cached_property

from casework.api.acts import routes as act_routes
from casework.api.acts.handlers import ActHandlers
from casework.api.corrections import routes as correction_routes
from casework.api.corrections.handlers import CorrectionHandlers
from casework.api.delegations import routes as delegation_routes
from casework.api.delegations.handlers import DelegationHandlers
from casework.api.handlers import CaseworkHandlers
from casework.api.on_the_spot import routes as spot_routes
from casework.api.on_the_spot.handlers import SpotHandlers
from casework.api.routes import create_router
from casework.repository import CaseworkRepository
from contracts.routes import CASEWORK, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.messaging.inbox import EventHandlers
from kit.messaging.sweeper import Sweep
from kit.platform import log
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
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        acts = act_routes.create_router(
            lambda: ActHandlers(self.cases, self.resources.directory), lambda: self.dispatcher
        )
        router.include(acts)
        corrections = correction_routes.create_router(
            lambda: CorrectionHandlers(self.cases), lambda: self.dispatcher
        )
        router.include(corrections)
        delegations = delegation_routes.create_router(
            lambda: DelegationHandlers(self.resources.directory), lambda: self.dispatcher
        )
        router.include(delegations)
        router.include(
            spot_routes.create_router(lambda: SpotHandlers(self.cases), lambda: self.dispatcher)
        )
        return router

    @cached_property
    def event_handlers(self) -> EventHandlers:
        from casework.events import CaseworkEvents

        return CaseworkEvents(self.cases, self.clock).handlers()

    @property
    def sweeps(self) -> Mapping[str, Sweep]:
        """Waiting supplements are delivered first, so that no case is stopped in spite of them."""
        return {**super().sweeps, "unsupplemented": self._stop_unsupplemented}

    def _stop_unsupplemented(self, budget: Budget) -> None:
        from casework.endings.stop_unsupplemented import stop_unsupplemented_cases

        stopped = stop_unsupplemented_cases(self.cases, self.clock(), budget)
        log.info("unsupplemented_stopped", cases=stopped)
