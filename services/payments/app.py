"""Payments' doors: fees and tries for those who pay, Stripe's webhook, and what messages and time wake."""

from typing import Any

from contracts.routes import ROUTES
from kit import ids, runtime
from kit.access import CITIZEN, PUBLIC, SIGNED_IN
from kit.app import service_app
from kit.consumer import consume
from kit.errors import BadRequest
from kit.http import Api
from kit.model import JsonDict
from payments import actions, doors, rules, views
from payments.functions import ears, store
from payments.gateway.stripe_webhook import NotForUs, NotSigned
from payments.sweeping import sweep_overdue

app = service_app("payments")
api = Api(app)
SIGNATURE = {"Stripe-Signature": "Stripe's signature of the body: t=<seconds>,v1=<hex>"}
WEBHOOK_PROBLEMS = (BadRequest, NotSigned, NotForUs)

api.get("/v1/dossiers/{code}/fees", access=SIGNED_IN, answers=views.FeesView, etag=True)(doors.fees_of_dossier)
api.get("/v1/fees/{fee}", access=SIGNED_IN, answers=views.FeeView, etag=True)(doors.one_fee)
api.post(
    "/v1/fees/{fee}/payments",
    access=CITIZEN,
    answers=views.PaymentView,
    problems=actions.START_PROBLEMS,
    kept_for=rules.DOSSIER_LIFE,
)(doors.start_payment)
api.get("/v1/payments/{payment}", access=SIGNED_IN, answers=views.PaymentView, etag=True)(doors.one_payment)
api.post(
    "/v1/webhooks/stripe",
    access=PUBLIC,
    answers=views.Received,
    creates=False,
    raw=True,
    headers=SIGNATURE,
    problems=WEBHOOK_PROBLEMS,
)(doors.stripe_webhook)


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
