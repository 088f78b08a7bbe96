"""Payments' doors: fees and tries for those who pay, Stripe's webhook, and what messages and time wake."""

from typing import Any

from contracts.routes import ROUTES
from contracts.terms import DossierCode
from kit import ids, runtime
from kit.access import CITIZEN, PUBLIC, SIGNED_IN
from kit.app import service_app
from kit.consumer import consume
from kit.errors import BadRequest
from kit.http import Api, Call
from kit.model import JsonDict
from payments import actions, rules, views
from payments.fee import Fee
from payments.functions import ears, store
from payments.gateway.stripe_webhook import NotForUs, NotSigned
from payments.settings import settings, stripe_account
from payments.sweeping import sweep_overdue

app = service_app("payments")
api = Api(app)
SIGNATURE = {"Stripe-Signature": "Stripe's signature of the body: t=<seconds>,v1=<hex>"}
WEBHOOK_PROBLEMS = (BadRequest, NotSigned, NotForUs)


@api.get("/v1/dossiers/{code}/fees", access=SIGNED_IN, answers=views.FeesView, etag=True)
def fees_of_dossier(call: Call, code: DossierCode) -> views.FeesView:
    """The fees of a dossier."""
    dossier = store().dossier(code)
    call.require_sight(owner=dossier.owner, agency=dossier.agency)
    return views.FeesView(items=tuple(views.fee_view(fee) for fee in store().fees_of(dossier)))


@api.get("/v1/fees/{fee}", access=SIGNED_IN, answers=views.FeeView, etag=True)
def one_fee(call: Call, fee: views.Id) -> views.FeeView:
    """A fee."""
    return views.fee_view(_seen(call, store().fee(fee)))


@api.post(
    "/v1/fees/{fee}/payments",
    access=CITIZEN,
    answers=views.PaymentView,
    problems=actions.START_PROBLEMS,
    kept_for=rules.DOSSIER_LIFE,
)
def start_payment(call: Call, fee: views.Id, body: views.StartBody) -> views.PaymentView:
    """Start to pay a fee by card."""
    call.require_owner(store().dossier_of(store().fee(fee)).owner)
    rules.require_return_allowed(body.return_url, settings().allowed_returns)
    wish = actions.Start(call.seed, fee, body.return_url, "en" if call.language == "en" else "vi")
    return views.payment_view(actions.start(store(), wish, call.now))


@api.get("/v1/payments/{payment}", access=SIGNED_IN, answers=views.PaymentView, etag=True)
def one_payment(call: Call, payment: views.Id) -> views.PaymentView:
    """A try to pay."""
    found = store().payment(payment)
    _seen(call, store().fee(found.fee))
    return views.payment_view(found)


@api.post(
    "/v1/webhooks/stripe",
    access=PUBLIC,
    answers=views.Received,
    creates=False,
    raw=True,
    headers=SIGNATURE,
    problems=WEBHOOK_PROBLEMS,
)
def stripe_webhook(call: Call) -> views.Received:
    """What Stripe tells us, signed."""
    signature, account = call.headers.get("stripe-signature", ""), stripe_account()
    actions.receive(store(), call.raw, signature, secrets=account.webhook_secrets, live=account.live, at=call.now)
    return views.Received()


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


def _seen(call: Call, fee: Fee) -> Fee:
    dossier = store().dossier_of(fee)
    call.require_sight(owner=dossier.owner, agency=dossier.agency)
    return fee
