"""The composition root of casework: everything is made when first used.

What only messages need is imported where it is made: the HTTP functions must start fast.
"""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from casework.api.handlers import CaseworkHandlers
from casework.api.routes import create_router
from casework.repository import CaseworkRepository
from contracts.routes import CASEWORK, PUBLISHERS, ROUTES
from kit.bootstrap import ServiceBootstrap
from kit.core.budget import Budget
from kit.http.router import Router
from kit.platform import log
from kit.resources import Resources

if TYPE_CHECKING:
    from casework.domain.search_keys import SearchKeys
    from kit.messaging.inbox import EventHandlers
    from kit.messaging.sweeper import Sweep


class Casework(ServiceBootstrap):
    """The service on its resources."""

    def __init__(
        self, resources: Resources, *, search_secret: Callable[[], str] | None = None
    ) -> None:
        """`search_secret` is the text of the secret of the search's keyed hashes."""
        super().__init__(CASEWORK, ROUTES, PUBLISHERS, resources)
        self._search_secret = search_secret or self._read_search_secret

    @cached_property
    def cases(self) -> CaseworkRepository:
        """With the vault: reasons and names are opened for officials."""
        resources = self.resources
        return CaseworkRepository(
            resources.table,
            resources.vault,
            search_keys=self._make_search_keys,
            tree=resources.directory.tree,
        )

    @cached_property
    def handlers(self) -> CaseworkHandlers:
        return CaseworkHandlers(self.cases, self.resources.directory)

    @cached_property
    def router(self) -> Router[CaseworkHandlers]:
        """Of its groups, those that hold the paths of requests are imported with the first one."""
        router = create_router(lambda: self.handlers, lambda: self.dispatcher)
        router.defer(
            "/v1/agencies",
            "/v1/me",
            "/v1/staff",
            "/v1/official-names",
            create=self._create_directory,
        )
        router.defer("/v1/cases/{code}/", create=self._create_phases)
        router.defer("/v1/cases/{code}/", create=self._create_acts)
        router.defer("/v1/cases/{code}/", create=self._create_corrections)
        router.defer("/v1/delegations", "/v1/staff/", create=self._create_delegations)
        router.defer("/v1/agencies/", create=self._create_on_the_spot)
        router.defer("/v1/lists", "/v1/searches", create=self._create_worklists)
        router.defer("/v1/agencies/", "/v1/cases/{code}/", create=self._create_desks)
        return router

    def _create_directory(self) -> Router[Any]:
        from casework.api.directory.handlers import DirectoryHandlers
        from casework.api.directory.routes import create_router

        resources = self.resources
        return create_router(
            lambda: DirectoryHandlers(self.cases, resources.directory, resources.cursors),
            lambda: self.dispatcher,
        )

    def _create_phases(self) -> Router[Any]:
        from casework.api.phases.handlers import PhaseHandlers
        from casework.api.phases.routes import create_router

        return create_router(
            lambda: PhaseHandlers(self.cases, self.resources.directory), lambda: self.dispatcher
        )

    def _create_acts(self) -> Router[Any]:
        from casework.api.acts.handlers import ActHandlers
        from casework.api.acts.routes import create_router

        return create_router(
            lambda: ActHandlers(self.cases, self.resources.directory), lambda: self.dispatcher
        )

    def _create_corrections(self) -> Router[Any]:
        from casework.api.corrections.handlers import CorrectionHandlers
        from casework.api.corrections.routes import create_router

        return create_router(
            lambda: CorrectionHandlers(self.cases, self.resources.directory),
            lambda: self.dispatcher,
        )

    def _create_delegations(self) -> Router[Any]:
        from casework.api.delegations.handlers import DelegationHandlers
        from casework.api.delegations.routes import create_router

        return create_router(
            lambda: DelegationHandlers(self.resources.directory), lambda: self.dispatcher
        )

    def _create_on_the_spot(self) -> Router[Any]:
        from casework.api.on_the_spot.handlers import SpotHandlers
        from casework.api.on_the_spot.routes import create_router

        return create_router(lambda: SpotHandlers(self.cases), lambda: self.dispatcher)

    def _create_worklists(self) -> Router[Any]:
        from casework.api.worklists.handlers import WorklistHandlers
        from casework.api.worklists.routes import create_router

        resources = self.resources
        return create_router(
            lambda: WorklistHandlers(self.cases, resources.directory, resources.cursors),
            lambda: self.dispatcher,
        )

    def _create_desks(self) -> Router[Any]:
        from casework.api.desks.handlers import DeskHandlers
        from casework.api.desks.routes import create_router

        return create_router(
            lambda: DeskHandlers(self.cases, self.resources.directory), lambda: self.dispatcher
        )

    @cached_property
    def event_handlers(self) -> "EventHandlers":
        from casework.events import CaseworkEvents

        return CaseworkEvents(self.cases, self.clock).handlers()

    @property
    def sweeps(self) -> Mapping[str, "Sweep"]:
        """Waiting supplements are delivered first, so that no case is stopped in spite of them."""
        return {
            **super().sweeps,
            "unsupplemented": self._stop_unsupplemented,
            "milestones": self._escalate,
            "erasures": self._forget,
        }

    def _forget(self, budget: Budget) -> None:
        from casework.worklist.forget import forget_applicants

        forgotten = forget_applicants(self.cases, self.clock(), budget)
        log.info("applicants_forgotten", cases=forgotten)

    def _escalate(self, budget: Budget) -> None:
        from casework.escalation.escalate import escalate_cases

        escalated = escalate_cases(self.cases, self.clock(), budget)
        log.info("cases_escalated", cases=escalated)

    def _make_search_keys(self) -> "SearchKeys":
        """Of the secret as it is now: it may be rotated."""
        from casework.domain.search_keys import SearchKeys
        from kit.security.versioned_secret import versioned

        secret = versioned(self._search_secret())
        return SearchKeys(secret.current, secret.keys)

    def _read_search_secret(self) -> str:
        from casework.settings import CaseworkSettings
        from kit.platform.secrets import secret
        from kit.platform.settings import load

        return secret(load(CaseworkSettings).search_secret)

    def _stop_unsupplemented(self, budget: Budget) -> None:
        from casework.endings.stop_unsupplemented import stop_unsupplemented_cases

        stopped = stop_unsupplemented_cases(self.cases, self.clock(), budget)
        log.info("unsupplemented_stopped", cases=stopped)
