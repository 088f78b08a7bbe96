"""The route of the sandbox."""

from collections.abc import Callable

from kit.core.errors import NotFound
from kit.http.access import PROGRAM
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from partners.api.programs.routes import REFUSALS
from partners.api.sandbox import schemas
from partners.api.sandbox.handlers import SandboxHandlers
from partners.domain.sandbox import SandboxLifeOver


def create_router(
    handlers: Callable[[], SandboxHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[SandboxHandlers]:
    """The one route there is."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/sandbox/advances",
        SandboxHandlers.advance,
        id="sandbox_advances_create",
        tag="sandbox",
        access=PROGRAM,
        answers=schemas.AdvanceView,
        problems=(*REFUSALS, NotFound, SandboxLifeOver),
    )
    return router
