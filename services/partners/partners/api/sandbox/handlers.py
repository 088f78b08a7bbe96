"""The handlers of requests about the sandbox."""

from collections.abc import Callable
from dataclasses import dataclass

from kit.core.errors import NotFound
from kit.http.context import RequestContext
from partners.access.admission import Admission
from partners.api.sandbox import requests, schemas
from partners.sandbox.advance import Advance, advance


@dataclass(frozen=True, slots=True)
class SandboxHandlers:
    """`source` is the address of this service, `wake` wakes the endpoints of partners; on a stage
    of citizens the sandbox is not `open`.
    """

    admission: Admission
    source: str
    wake: Callable[[list[str]], None]
    open: bool

    def advance(self, request: RequestContext, body: requests.AdvanceBody) -> schemas.AdvanceView:
        """Advance a dossier of the sandbox

        By one step of its life. Its event is in your feed and goes to your endpoints. On a stage of
        citizens there is no sandbox, and every dossier of it is unknown.
        """
        partner = self.admission.admitted(request.principal, "events.read", request.now)
        if not self.open:
            raise NotFound
        command = Advance(
            partner=partner.id,
            dossier=body.dossier,
            from_start=body.from_start,
            event=request.seed,
            source=self.source,
        )
        dossier, event = advance(command, self.admission.repository, request.now)
        self.wake([partner.id])
        return schemas.AdvanceView.of(dossier, event)
