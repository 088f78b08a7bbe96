"""The functions of payments."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import PAYMENTS
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app
from payments.bootstrap import Payments

service = Payments(Deployment())
app = service_app(PAYMENTS)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="webhook")
def webhook(event: JsonDict, context: object) -> JsonDict:
    """Receive what providers report: the same routes, apart from those that wait for a provider."""
    response: JsonDict = app(event, context)
    return response


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Handle a batch of messages: other services' events, and what providers reported."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> JsonDict:
    """Send new events to their subscribers."""
    return service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-send unsent events, try parked messages, and end what has run out."""
    service.sweep(context)


@app.lambda_function(name="poller")
def poller(_event: JsonDict, _: object) -> None:
    """Ask providers how attempts and refunds stand."""
    service.poll()


@app.lambda_function(name="backfill")
def backfill(_event: JsonDict, _: object) -> None:
    """Store provider events that were never delivered."""
    service.backfill()


@app.lambda_function(name="reader")
def reader(event: JsonDict, context: object) -> JsonDict:
    """Take the bank statements that officials uploaded."""
    return service.read_statements(event, context)


@app.lambda_function(name="reconciler")
def reconciler(_event: JsonDict, context: object) -> None:
    """Compare accounting days with providers' books."""
    service.reconcile(context)
