"""What stands behind each door of those who pay and of providers: its arguments checked, its answer typed."""

from typing import Annotated

from pydantic import StringConstraints

from contracts.terms import DossierCode, Language
from kit.errors import Invalid, NotFound
from kit.http import Call
from payments import actions, receipts, rules, views
from payments.functions import lookups, store
from payments.gateway.registry import callback
from payments.receipts import Receipt
from payments.settings import settings

Provider = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,16}$")]


def fees_of_dossier(call: Call, code: DossierCode) -> views.FeesView:
    """The fees of a dossier."""
    dossier = lookups().dossier(call, code).dossier
    fees = store().fees_of(dossier)
    return views.FeesView(items=tuple(views.fee_view(store(), fee, call.language) for fee in fees))


def one_fee(call: Call, fee: views.Id) -> views.FeeView:
    """A fee, and the ways to pay it."""
    found, _ = lookups().fee(call, fee)
    return views.fee_view(store(), found, call.language)


def sees_fee(call: Call, fee: views.Id) -> None:
    """Whoever starts to pay may see the fee, each time they ask; raises NotFound, TooManyTries."""
    lookups().fee(call, fee)


def sees_payment(call: Call, payment: views.Id) -> None:
    """Whoever walks away from a try may see it, each time they ask; raises NotFound, TooManyTries."""
    lookups().payment(call, payment)


def start_payment(call: Call, fee: views.Id, body: views.StartBody) -> views.PaymentView:
    """Start to pay a fee by card or by bank transfer; anybody may who has the dossier's look-up key."""
    if body.return_url is not None:
        rules.require_return_allowed(body.return_url, settings().allowed_returns)
    elif body.method == "card":
        raise Invalid(field="return_url")
    language: Language = "en" if call.language == "en" else "vi"
    wish = actions.Start(call.seed, fee, body.return_url or "", language, body.method)
    return views.payment_view(actions.start(store(), wish, call.now))


def one_payment(call: Call, payment: views.Id) -> views.PaymentView:
    """A try to pay."""
    found, _ = lookups().payment(call, payment)
    return views.payment_view(found)


def cancel_payment(call: Call, payment: views.Id, body: views.EmptyBody) -> views.PaymentView:  # noqa: ARG001
    """Walk away from a try; its provider closes it first, and one that was paid meanwhile stays paid."""
    return views.payment_view(actions.call_off(store(), payment, call.now))


def receipt_of_fee(call: Call, fee: views.Id) -> receipts.ReceiptFull:
    """The receipt of a settled fee; who paid is shown to the owner and to officials."""
    found, sight = lookups().fee(call, fee)
    number = found.receipt and found.receipt.id
    receipt = store().opened(Receipt, number) if number else None
    if receipt is None:
        raise NotFound
    return receipts.full(receipt, store().receipt_file(fee), personal=sight.own)


def webhook(call: Call, provider: Provider) -> views.Received:
    """What a provider tells us, signed: stored once, worked on from the queue."""
    try:
        reader = callback(provider)
    except KeyError:
        raise NotFound from None
    actions.receive(store(), reader, call.raw, call.headers, call.now)
    return views.Received()
