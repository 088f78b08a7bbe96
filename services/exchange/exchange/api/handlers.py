"""The handlers of officials' requests."""

from dataclasses import dataclass
from typing import Final

from contracts.terms import TypedDossierCode
from exchange.api import requests, schemas
from exchange.domain.masked_snapshot import masked_snapshot
from exchange.lanes.list_lanes import listed_lanes
from exchange.lanes.portal_health import portal_health
from exchange.lanes.send_again import send_again
from exchange.repository import ExchangeRepository
from kit.http.context import RequestContext
from kit.persistence.repository import required

SHOWN: Final = 20
"""How many of its last calls a lane is shown with."""


@dataclass(frozen=True, slots=True)
class ExchangeHandlers:
    """Bound to the table; nothing that is sealed is opened."""

    repository: ExchangeRepository
    is_connected: bool

    def get_portal(self, request: RequestContext) -> schemas.PortalView:
        """Get the connection's health

        Whether the National Portal answers, and how long dossiers have waited to be sent there.
        """
        health = portal_health(self.repository, is_connected=self.is_connected, at=request.now)
        return schemas.PortalView.of(health)

    def list_lanes(self, request: RequestContext, query: requests.LanesQuery) -> schemas.LanesView:
        """List lanes of one state

        Of the caller's agencies and those below them, among the 200 that have waited longest.
        """
        official = required(request.staff)
        lanes = listed_lanes(self.repository, query.state, official, at=request.now)
        return schemas.LanesView(items=tuple(map(schemas.LaneLineView.of, lanes)))

    def get_lane(self, request: RequestContext, code: TypedDossierCode) -> schemas.LaneView:
        """Get a lane

        What is sent of a dossier, with everything personal masked, and the last calls about it.
        """
        lane = required(self.repository.filed_lane(code))
        request.require_agency(lane.agency)
        payload = masked_snapshot(code, lane.facts, self.repository.codes_of(lane))
        return schemas.LaneView.opened(lane, payload, self.repository.attempts_of(lane, SHOWN))

    def send_again(self, request: RequestContext, code: TypedDossierCode) -> schemas.LaneLineView:
        """Send a refused dossier again

        After what was refused was corrected; one that waits already stays as it is.
        """
        lane = send_again(
            self.repository, code, at=request.now, require_agency=request.require_agency
        )
        return schemas.LaneLineView.of(lane)
