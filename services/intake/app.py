"""The functions of intake."""

from kit.platform.garbage_collection import collect_rarely

collect_rarely()

from contracts.routes import INTAKE
from intake.bootstrap import Intake
from kit.core.model import JsonDict
from kit.deployment import Deployment
from kit.http.chalice_adapter import mount
from kit.http.chalice_app import service_app

service = Intake(Deployment())
app = service_app(INTAKE)
mount(app, service.router, service.document)
service.prepare()


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: object) -> JsonDict:
    """Handles a batch of messages."""
    return service.consume(event, context)


@app.lambda_function(name="checker")
def checker(event: JsonDict, context: object) -> JsonDict:
    """Checks a batch of uploads that arrived in quarantine."""
    return service.check_uploads(event, context)


@app.lambda_function(name="pictures")
def pictures(event: JsonDict, context: object) -> JsonDict:
    """Paints the pages of attachments that were checked."""
    return service.paint_attachments(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, _: object) -> None:
    """Sends new events to their subscribers."""
    service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(_event: JsonDict, context: object) -> None:
    """Re-sends events that are unsent for five minutes; tries the parked messages."""
    service.sweep(context)
