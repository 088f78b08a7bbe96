"""What stands behind each door of those who pay and of providers: its arguments checked, its answer typed."""

from typing import Annotated

from pydantic import StringConstraints

from contracts.terms import DossierCode, Language
from kit.core.errors import Invalid, NotFound
from kit.http.context import RequestContext
from payments.api.payer import schemas
from payments.bootstrap import lookups, store
from payments.checkout import limits, start
from payments.domain import receipt as receipts
from payments.domain.receipt import Receipt
from payments.providers.registry import callback
from payments.settings import settings

Provider = Annotated[str, StringConstraints(pattern=r"^[a-z]{2,16}$")]


def fees_of_dossier(request: RequestContext, code: DossierCode) -> schemas.FeesView:
    """The fees of a dossier."""
    dossier = lookups().dossier(request, code).dossier
    fees = store().fees_of(dossier)
    return schemas.FeesView(
        items=tuple(schemas.fee_view(store(), fee, request.language) for fee in fees)
    )


def one_fee(request: RequestContext, fee: schemas.Id) -> schemas.FeeView:
    """A fee, and the ways to pay it."""
    found, _ = lookups().fee(request, fee)
    return schemas.fee_view(store(), found, request.language)


def sees_fee(request: RequestContext, fee: schemas.Id) -> None:
    """Whoever starts to pay may see the fee, each time they ask; raises NotFound, TooManyTries."""
    lookups().fee(request, fee)


def sees_payment(request: RequestContext, payment: schemas.Id) -> None:
    """Whoever walks away from a try may see it, each time they ask; raises NotFound, TooManyTries."""
    lookups().payment(request, payment)


def start_payment(
    request: RequestContext, fee: schemas.Id, body: schemas.StartBody
) -> schemas.PaymentView:
    """Start to pay a fee by card or by bank transfer; anybody may who has the dossier's look-up key."""
    if body.return_url is not None:
        limits.require_return_allowed(body.return_url, settings().allowed_returns)
    elif body.method == "card":
        raise Invalid(field="return_url")
    language: Language = "en" if request.language == "en" else "vi"
    wish = start.StartPayment(request.seed, fee, body.return_url or "", language, body.method)
    return schemas.payment_view(start.start_payment(store(), wish, request.now))


def one_payment(request: RequestContext, payment: schemas.Id) -> schemas.PaymentView:
    """A try to pay."""
    found, _ = lookups().payment(request, payment)
    return schemas.payment_view(found)


def cancel_payment(
    request: RequestContext, payment: schemas.Id, body: schemas.EmptyBody
) -> schemas.PaymentView:  # noqa: ARG001
    """Walk away from a try; its provider closes it first, and one that was paid meanwhile stays paid."""
    return schemas.payment_view(start.cancel_payment(store(), payment, request.now))


def receipt_of_fee(request: RequestContext, fee: schemas.Id) -> receipts.ReceiptDetails:
    """The receipt of a settled fee; who paid is shown to the owner and to officials."""
    found, sight = lookups().fee(request, fee)
    number = found.receipt and found.receipt.id
    receipt = store().opened(Receipt, number) if number else None
    if receipt is None:
        raise NotFound
    return receipts.receipt_details(receipt, store().receipt_file(fee), personal=sight.own)


def webhook(request: RequestContext, provider: Provider) -> schemas.Received:
    """What a provider tells us, signed: stored once, worked on from the queue."""
    try:
        reader = callback(provider)
    except KeyError:
        raise NotFound from None
    start.receive(store(), reader, request.raw, request.headers, request.now)
    return schemas.Received()
