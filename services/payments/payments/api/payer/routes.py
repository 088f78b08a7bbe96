"""The routes of those who pay."""

from collections.abc import Callable
from typing import Final

from kit.http.access import SIGNED_IN_OR_KEY, Access
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.payer.handlers import PayerHandlers
from payments.api.payer.schemas import FeesView, FeeView, PaymentView, ReceiptView
from payments.api.problems import CLOSE_PROBLEMS, START_PROBLEMS
from payments.checkout.limits import DOSSIER_LIFE

PAYER: Final = Access(("citizen",), or_key=True)
PAYER_OR_CASHIER: Final = Access(("citizen", "staff"), ("cashier",), or_key=True)


def create_router(
    handlers: Callable[[], PayerHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[PayerHandlers]:
    """Fees, payment attempts and receipts."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/dossiers/{code}/fees",
        PayerHandlers.list_fees,
        id="fees_list",
        tag="fees",
        access=SIGNED_IN_OR_KEY,
        answers=FeesView,
        etag=True,
    )
    router.get(
        "/v1/fees/{fee}",
        PayerHandlers.get_fee,
        id="fees_get",
        tag="fees",
        access=SIGNED_IN_OR_KEY,
        answers=FeeView,
        etag=True,
    )
    router.get(
        "/v1/fees/{fee}/receipt",
        PayerHandlers.get_receipt,
        id="receipts_get",
        tag="fees",
        access=SIGNED_IN_OR_KEY,
        answers=ReceiptView,
        etag=True,
    )
    router.post(
        "/v1/fees/{fee}/payments",
        PayerHandlers.start_payment,
        id="payments_create",
        tag="payments",
        access=PAYER_OR_CASHIER,
        answers=PaymentView,
        problems=START_PROBLEMS,
        authorize=PayerHandlers.require_start_access,
        retention=DOSSIER_LIFE,
    )
    router.get(
        "/v1/payments/{payment}",
        PayerHandlers.get_payment,
        id="payments_get",
        tag="payments",
        access=SIGNED_IN_OR_KEY,
        answers=PaymentView,
        etag=True,
    )
    router.post(
        "/v1/payments/{payment}/cancellation",
        PayerHandlers.cancel_payment,
        id="payments_cancel",
        tag="payments",
        access=PAYER,
        answers=PaymentView,
        problems=CLOSE_PROBLEMS,
        authorize=PayerHandlers.require_payment_access,
    )
    return router
