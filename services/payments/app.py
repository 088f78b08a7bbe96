"""The functions of payments: HTTP routes, messages, and what time wakes."""

from typing import Any

from kit.core.model import JsonDict
from kit.http.chalice_adapter import mount, service_app
from payments.bootstrap import deployed

app = service_app("payments")
service = deployed()
mount(app, service.router)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Handles other services' events and providers' events."""
    return service.consume(event, context)


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Sends our events to their subscribers."""
    service.relay(event)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Re-sends unsent events, tries deferred messages, and ends what has run out."""
    service.sweep()


@app.lambda_function(name="poller")
def poller(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Asks providers how attempts and refunds stand."""
    service.poll()


@app.lambda_function(name="backfill")
def backfill(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Stores provider events that were never delivered."""
    service.backfill()


@app.lambda_function(name="reconciler")
def reconciler(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Compares accounting days with providers' books."""
    service.reconcile()
