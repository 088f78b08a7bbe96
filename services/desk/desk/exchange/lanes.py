"""What is sent to the National Portal: dossiers that it refuses, or that wait, and one of them."""

from datetime import datetime
from typing import Any, Final

from desk.exchange.routes import CORRECTORS, LANES
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import Change, Nothing, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

STATES: Final = ("refused", "waiting", "unknown")


class LaneLine(ApiModel):
    """A lane in a list."""

    dossier: str
    state: str
    failures: int
    due_at: datetime | None = None
    field: str | None = None
    refused_at: datetime | None = None


class LaneLines(ApiModel):
    """Lanes of one state."""

    items: tuple[LaneLine, ...]


class Attempt(ApiModel):
    """A call."""

    service: str
    at: datetime
    outcome: str
    code: str


class LanePayload(LaneLine):
    """A lane with what is sent of it, masked."""

    registered: bool
    sent: int
    doubled: int
    payload: dict[str, Any]
    attempts: tuple[Attempt, ...]


def show_lanes(visit: Visit, api: PublicApi) -> PageResponse:
    """Those of one state; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("tinh-trang", "")
    state = chosen if chosen in STATES else STATES[0]
    lanes = api.read(visit, LaneLines, "exchange", "/lanes", {"state": state})
    return render(
        visit,
        "exchange/lanes.html",
        lanes=lanes,
        state=state,
        states=STATES,
        is_done="xong" in visit.query,
    )


def show_lane(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def send_again(visit: Visit, api: PublicApi) -> PageResponse:
    """It is sent again; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    path = f"/lanes/{part(visit.path_params['dossier'])}/again"
    try:
        api.change(visit, Nothing, Change("PUT", "exchange", path, {}))
    except ApiProblem as problem:
        if problem.status != 409:
            raise
        return _page(visit, api, sentence(visit, problem), 409)
    return redirect(visit.site.link(f"{LANES}?xong"))


def _page(visit: Visit, api: PublicApi, error: str = "", status: int = 200) -> PageResponse:
    path = f"/lanes/{part(visit.path_params['dossier'])}"
    lane = api.read(visit, LanePayload, "exchange", path)
    texts = {name: value for name, value in lane.payload.items() if isinstance(value, str)}
    return render(
        visit,
        "exchange/lane.html",
        status=status,
        lane=lane,
        texts=texts,
        may_correct=has_role(visit, CORRECTORS),
        error=error,
    )
