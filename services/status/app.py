"""The doors of status."""

from typing import Any

from contracts.routes import ROUTES, STATUS
from contracts.terms import DossierCode
from kit import bootstrap
from kit.core import ids
from kit.core.model import JsonDict
from kit.http.access import CITIZEN, PUBLIC
from kit.http.chalice_adapter import service_app
from kit.http.context import RequestContext
from kit.http.lookup_rate_limit import LookupKeyRequired, TooManyTries, lookup_attempt
from kit.http.responses import Answer
from kit.http.legacy import Router
from kit.messaging.inbox import consume
from status.api import handlers
from status.api.handlers import FiguresView, MineView, MonthQuery, PageQuery
from status.bootstrap import ears, lookups, projection, store
from status.domain.public_view import DossierView

app = service_app(STATUS)
api = Router(app)
LOOKUP_HEADERS = {"X-Lookup-Key": "The dossier's look-up key, as it came by SMS and mail"}


@api.get(
    "/v1/dossiers/{code}",
    access=PUBLIC,
    answers=DossierView,
    etag=True,
    headers=LOOKUP_HEADERS,
    problems=(LookupKeyRequired, TooManyTries),
)
def look_up(request: RequestContext, code: DossierCode) -> Answer:
    """Where a dossier stands, for whoever has its code and its look-up key."""
    shown = lookups().look_up(lookup_attempt(request, code))
    return Answer(shown.body, etag=shown.etag)


@api.get("/v1/me/dossiers", access=CITIZEN, answers=MineView)
def my_dossiers(request: RequestContext, query: PageQuery) -> MineView:
    """My dossiers and where they stand, newest first."""
    return handlers.mine(store(), bootstrap.cursors(), request, query)


@api.get("/v1/figures", access=PUBLIC, answers=FiguresView, etag=True)
def figures(request: RequestContext, query: MonthQuery) -> FiguresView:  # noqa: ARG001 - every door takes the call
    """The dossiers filed in a month, by where they stand now."""
    return handlers.figures(store(), query.month)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hear a batch of messages: archived first, then projected."""
    return consume(event, context, ears(), lambda batch: projection().begin(batch, ids.now()))


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Lambda's signature
    """Send new events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Chalice's signature
    """Send what stayed unsent, and try what is parked."""
    bootstrap.sweep(ROUTES, ears())
