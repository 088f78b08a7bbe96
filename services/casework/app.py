"""The functions of casework."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from casework.bootstrap import Casework
from contracts.routes import CASEWORK
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app

service = Casework(Deployment())
app = service_app(CASEWORK)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Handles a batch of messages."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> None:
    """Sends new events to their subscribers."""
    service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-sends events that are unsent for five minutes; tries the parked messages."""
    service.sweep(context)
