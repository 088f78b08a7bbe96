"""The connection to the National Portal: whether it answers, and how long dossiers wait."""

from datetime import datetime
from typing import Literal

from desk.public_api import PublicApi
from front.api_problem import ApiModel
from front.responses import PageResponse, render
from front.visit import Visit


class PortalHealth(ApiModel):
    """Lags in seconds."""

    state: Literal["not_connected", "answering", "failing", "paused"]
    next_call_at: datetime | None
    waiting: int
    lag_median: int
    lag_p95: int
    oldest: int
    refused: int


def show_portal(visit: Visit, api: PublicApi) -> PageResponse:
    """Its state and the dossiers that wait; raises ApiProblem, NoResponse."""
    health = api.read(visit, PortalHealth, "exchange", "/portal")
    return render(visit, "exchange/portal.html", health=health)
