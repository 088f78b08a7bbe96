"""The functions of letters."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import LETTERS
from kit.core.budget import Budget
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from letters.bootstrap import Letters

LAST_CALL = 40.0
"""Seconds at the end of a function's time in which no further package is begun."""

service = Letters(Deployment())
app = service_app(LETTERS)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Handle a batch of messages."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> JsonDict:
    """Send new events to their subscribers."""
    return service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-send events that are unsent for five minutes, and try parked messages."""
    service.sweep(context)


@app.lambda_function(name="sender")
def sender(_event: JsonDict, context: object) -> None:
    """Hand letters and statuses for agencies outside over to the axis."""
    service.border.send(Budget.of(context, LAST_CALL))


@app.lambda_function(name="fetcher")
def fetcher(_event: JsonDict, context: object) -> None:
    """Store what waits for us on the axis."""
    service.border.fetch(Budget.of(context, LAST_CALL))


@app.lambda_function(name="reader")
def reader(_event: JsonDict, context: object) -> None:
    """Read the packages that were stored."""
    service.border.read(Budget.of(context, LAST_CALL))
