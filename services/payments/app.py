"""Payments' doors: fees and tries for those who pay, providers' webhooks, and what messages and time wake."""

from typing import Any

from contracts.routes import ROUTES
from kit import bootstrap
from kit.core import ids
from kit.core.errors import BadRequest
from kit.core.model import JsonDict
from kit.http.access import PUBLIC, SIGNED_IN_OR_KEY, Access
from kit.http.chalice_adapter import service_app
from kit.http.router import Router
from kit.messaging.inbox import consume
from payments.api.accounting.routes import add_books_routes
from payments.api.official.routes import add_desk_routes
from payments.api.payer import handlers, schemas
from payments.bootstrap import ears, store
from payments.checkout import limits, start
from payments.domain.receipt import ReceiptDetails
from payments.providers.callback import BadSignature, UnexpectedEvent
from payments.schedules.expire import sweep_overdue

app = service_app("payments")
api = Router(app)
PAYER = Access(("citizen",), or_key=True)
SEEN: dict[str, Any] = {"access": SIGNED_IN_OR_KEY, "etag": True}

api.get("/v1/dossiers/{code}/fees", answers=schemas.FeesView, **SEEN)(handlers.fees_of_dossier)
api.get("/v1/fees/{fee}", answers=schemas.FeeView, **SEEN)(handlers.one_fee)
api.get("/v1/fees/{fee}/receipt", answers=ReceiptDetails, **SEEN)(handlers.receipt_of_fee)
api.get("/v1/payments/{payment}", answers=schemas.PaymentView, **SEEN)(handlers.one_payment)
api.post(
    "/v1/fees/{fee}/payments",
    access=PAYER,
    answers=schemas.PaymentView,
    problems=start.START_PROBLEMS,
    let_in=handlers.sees_fee,
    kept_for=limits.DOSSIER_LIFE,
)(handlers.start_payment)
api.post(
    "/v1/payments/{payment}/cancellation",
    access=PAYER,
    answers=schemas.PaymentView,
    problems=start.CLOSE_PROBLEMS,
    let_in=handlers.sees_payment,
)(handlers.cancel_payment)
api.post(
    "/v1/webhooks/{provider}",
    access=PUBLIC,
    answers=schemas.Received,
    creates=False,
    raw=True,
    problems=(BadRequest, BadSignature, UnexpectedEvent),
)(handlers.webhook)

add_desk_routes(api)
add_books_routes(api)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services and the provider's webhook say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Sends our events to their hearers."""
    bootstrap.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Re-sends what stayed unsent, tries what is parked, and ends what has run out."""
    bootstrap.sweep(ROUTES, ears())
    sweep_overdue(store(), ids.now())


@app.lambda_function(name="poller")
def poller(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Asks providers how open tries and refunds stand."""
    from payments.schedules.poll import poll

    poll(store(), ids.now())


@app.lambda_function(name="backfill")
def missed(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Stores what providers told and we missed."""
    from payments.schedules.backfill import backfill

    backfill(store(), ids.now())


@app.lambda_function(name="reconciler")
def reconciler(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Compares days with providers' books."""
    from payments.reconciliation.run import reconcile_due

    reconcile_due(store(), ids.now())
