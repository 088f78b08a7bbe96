"""What stands behind each door of payments: its arguments checked, its answer typed."""

from contracts.terms import DossierCode
from kit.http import Call
from payments import actions, rules, views
from payments.fee import Fee
from payments.functions import store
from payments.gateway.registry import callback
from payments.settings import settings


def fees_of_dossier(call: Call, code: DossierCode) -> views.FeesView:
    """The fees of a dossier."""
    dossier = store().dossier(code)
    call.require_sight(owner=dossier.owner, agency=dossier.agency)
    return views.FeesView(items=tuple(views.fee_view(fee) for fee in store().fees_of(dossier)))


def one_fee(call: Call, fee: views.Id) -> views.FeeView:
    """A fee."""
    return views.fee_view(_seen(call, store().fee(fee)))


def start_payment(call: Call, fee: views.Id, body: views.StartBody) -> views.PaymentView:
    """Start to pay a fee by card."""
    call.require_owner(store().dossier_of(store().fee(fee)).owner)
    rules.require_return_allowed(body.return_url, settings().allowed_returns)
    wish = actions.Start(call.seed, fee, body.return_url, "en" if call.language == "en" else "vi")
    return views.payment_view(actions.start(store(), wish, call.now))


def one_payment(call: Call, payment: views.Id) -> views.PaymentView:
    """A try to pay."""
    found = store().payment(payment)
    _seen(call, store().fee(found.fee))
    return views.payment_view(found)


def stripe_webhook(call: Call) -> views.Received:
    """What Stripe tells us, signed."""
    actions.receive(store(), callback("stripe"), call.raw, call.headers, call.now)
    return views.Received()


def _seen(call: Call, fee: Fee) -> Fee:
    dossier = store().dossier_of(fee)
    call.require_sight(owner=dossier.owner, agency=dossier.agency)
    return fee
