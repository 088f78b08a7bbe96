"""The routes of partners' programs, each group made at its first request."""

from dataclasses import dataclass
from typing import Any, Final, Protocol

from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from kit.resources import Resources
from partners.access.admission import Admission
from partners.domain.ports import Endpoints, WakeQueue
from partners.repository import PartnersRepository
from partners.settings import PartnersSettings

TEST_SECONDS: Final = 10.0
"""A test is a request's part: a function that answers requests has twenty seconds."""


class Service(Protocol):
    """What the routes of programs need of the whole service."""

    @property
    def repository(self) -> PartnersRepository:
        """The service's table."""

    @property
    def resources(self) -> Resources:
        """What all services share."""

    @property
    def settings(self) -> PartnersSettings:
        """The settings of the functions."""

    @property
    def dispatcher(self) -> Dispatcher:
        """What authorises a request and answers it."""

    @property
    def queue(self) -> WakeQueue:
        """The queue of endpoints."""

    def endpoints(self, seconds: float) -> Endpoints:
        """Partners' endpoints, each request within so many seconds."""

    def new_secret(self) -> str:
        """A secret of an endpoint."""

    def wake(self, partners: list[str]) -> None:
        """Wake the endpoints of partners."""


@dataclass(frozen=True, slots=True)
class ProgramSide:
    """What a group of routes needs is asked for with it."""

    service: Service

    def defer(self, router: Router[Any]) -> None:
        """Add the routes."""
        router.defer("/v1/me", "/v1/events", "/v1/dossiers", create=self._programs)
        router.defer("/v1/hooks", create=self._hooks)
        router.defer("/v1/sandbox", create=self._sandbox)

    @property
    def _admission(self) -> Admission:
        return Admission(self.service.repository)

    def _programs(self) -> Router[Any]:
        from partners.api.programs.handlers import ProgramHandlers
        from partners.api.programs.routes import create_router

        def handlers() -> ProgramHandlers:
            return ProgramHandlers(self._admission, self.service.resources.directory.tree)

        return create_router(handlers, lambda: self.service.dispatcher)

    def _hooks(self) -> Router[Any]:
        from partners.api.hooks.handlers import HookHandlers
        from partners.api.hooks.routes import create_router
        from partners.hooks.endpoint_tests import EndpointTests

        def handlers() -> HookHandlers:
            service, settings = self.service, self.service.settings
            endpoints = service.endpoints(TEST_SECONDS)
            tests = EndpointTests(
                service.repository, endpoints, service.queue, settings.partners_url
            )
            return HookHandlers(
                self._admission, tests, service.new_secret, settings.allows_local_endpoints
            )

        return create_router(handlers, lambda: self.service.dispatcher)

    def _sandbox(self) -> Router[Any]:
        from partners.api.sandbox.handlers import SandboxHandlers
        from partners.api.sandbox.routes import create_router

        def handlers() -> SandboxHandlers:
            service, settings = self.service, self.service.settings
            return SandboxHandlers(
                self._admission, settings.partners_url, service.wake, settings.allows_sandbox
            )

        return create_router(handlers, lambda: self.service.dispatcher)
