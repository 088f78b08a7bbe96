"""Payments' doors: fees and tries for those who pay, providers' webhooks, and what messages and time wake."""

from typing import Any

from contracts.routes import ROUTES
from kit import ids, runtime
from kit.access import PUBLIC, SIGNED_IN_OR_KEY, Access
from kit.app import service_app
from kit.consumer import consume
from kit.errors import BadRequest
from kit.http import Api
from kit.model import JsonDict
from payments import actions, doors, rules, views
from payments.books_routes import add_books_routes
from payments.desk_routes import add_desk_routes
from payments.functions import ears, store
from payments.gateway.callback import NotForUs, NotSigned
from payments.receipts import ReceiptFull
from payments.sweeping import sweep_overdue

app = service_app("payments")
api = Api(app)
PAYER = Access(("citizen",), or_key=True)
SEEN: dict[str, Any] = {"access": SIGNED_IN_OR_KEY, "etag": True}

api.get("/v1/dossiers/{code}/fees", answers=views.FeesView, **SEEN)(doors.fees_of_dossier)
api.get("/v1/fees/{fee}", answers=views.FeeView, **SEEN)(doors.one_fee)
api.get("/v1/fees/{fee}/receipt", answers=ReceiptFull, **SEEN)(doors.receipt_of_fee)
api.get("/v1/payments/{payment}", answers=views.PaymentView, **SEEN)(doors.one_payment)
api.post(
    "/v1/fees/{fee}/payments",
    access=PAYER,
    answers=views.PaymentView,
    problems=actions.START_PROBLEMS,
    let_in=doors.sees_fee,
    kept_for=rules.DOSSIER_LIFE,
)(doors.start_payment)
api.post(
    "/v1/payments/{payment}/cancellation",
    access=PAYER,
    answers=views.PaymentView,
    problems=actions.CLOSE_PROBLEMS,
    let_in=doors.sees_payment,
)(doors.cancel_payment)
api.post(
    "/v1/webhooks/{provider}",
    access=PUBLIC,
    answers=views.Received,
    creates=False,
    raw=True,
    problems=(BadRequest, NotSigned, NotForUs),
)(doors.webhook)

add_desk_routes(api)
add_books_routes(api)


@app.lambda_function(name="inbox")
def inbox(event: JsonDict, context: Any) -> JsonDict:
    """Hears what other services and the provider's webhook say."""
    return consume(event, context, ears())


@app.lambda_function(name="relay")
def relay(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Sends our events to their hearers."""
    runtime.relay_records(event, ROUTES)


@app.lambda_function(name="sweeper")
def sweeper(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Re-sends what stayed unsent, tries what is parked, and ends what has run out."""
    runtime.sweep(ROUTES, ears())
    sweep_overdue(store(), ids.now())


@app.lambda_function(name="poller")
def poller(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Asks providers how open tries and refunds stand."""
    from payments.polling import poll

    poll(store(), ids.now())


@app.lambda_function(name="backfill")
def missed(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Stores what providers told and we missed."""
    from payments.backfill import backfill

    backfill(store(), ids.now())


@app.lambda_function(name="reconciler")
def reconciler(event: JsonDict, context: Any) -> None:  # noqa: ARG001
    """Compares days with providers' books."""
    from payments.reconciling import reconcile_due

    reconcile_due(store(), ids.now())
