"""The functions of partners."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import PARTNERS
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from partners.bootstrap import Partners

service = Partners(Deployment())
app = service_app(PARTNERS)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Put the events of a batch of messages into the feeds of partners."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> JsonDict:
    """Send new events to their subscribers."""
    return service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-send events that are unsent for five minutes, and try parked messages."""
    service.sweep(context)


@app.lambda_function(name="deliverer")
def deliverer(event: JsonDict, context: object) -> JsonDict:
    """Bring endpoints the events of their partners' feeds."""
    return service.deliver(event, context)


@app.lambda_function(name="waker")
def waker(_event: JsonDict, _: object) -> None:
    """Wake endpoints for which a retry, a probe or the rest of a long run is due."""
    service.wake_due()
