"""The handlers of officials' requests."""

from dataclasses import dataclass

from exchange.api import schemas
from exchange.lanes.portal_health import portal_health
from exchange.repository import ExchangeRepository
from kit.http.context import RequestContext


@dataclass(frozen=True, slots=True)
class ExchangeHandlers:
    """Bound to the table."""

    repository: ExchangeRepository
    is_connected: bool

    def get_portal(self, request: RequestContext) -> schemas.PortalView:
        """Get the connection's health

        Whether the National Portal answers, and how long dossiers have waited to be sent there.
        """
        health = portal_health(self.repository, is_connected=self.is_connected, at=request.now)
        return schemas.PortalView.of(health)
