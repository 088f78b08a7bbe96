"""The functions of documents."""

from typing import Any

from documents.bootstrap import DocumentsBootstrap
from kit.bootstrap import Deployment
from kit.core.model import JsonDict
from kit.http.chalice_adapter import mount, service_app

app = service_app("documents")
service = DocumentsBootstrap(Deployment())
mount(app, service.router)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Handles the events of other services."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Lambda passes it
    """Sends new events to their subscribers."""
    service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001 - Lambda passes them
    """Re-sends events that are unsent for five minutes; tries the parked messages."""
    service.sweep()
