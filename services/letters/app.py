"""The functions of letters."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import LETTERS
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from letters.bootstrap import Letters

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
