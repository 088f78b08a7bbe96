"""The routes of partners' programs, each group made at its first request."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from kit.http.router import Router
from partners.access.admission import Admission

if TYPE_CHECKING:
    from partners.bootstrap import Partners

TEST_SECONDS: Final = 10.0
"""A test is a request's part: a function that answers requests has twenty seconds."""


@dataclass(frozen=True, slots=True)
class ProgramSide:
    """Of the service."""

    service: "Partners"

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
