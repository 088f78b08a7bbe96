"""The routes of cashiers and accountants."""

from collections.abc import Callable
from typing import Final

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.official.handlers import OfficialHandlers
from payments.api.official.schemas import LedgerView, PaymentsView
from payments.api.payer.schemas import FeeView, PaymentView, ReceiptView
from payments.api.problems import CLOSE_PROBLEMS
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import PaymentProcessing
from payments.domain.receipt_correction import ReceiptReplaced
from payments.domain.refund import SecondApproverRequired

CASHIER: Final = staff("cashier")
ACCOUNTANT: Final = staff("accountant")
EITHER: Final = staff("accountant", "cashier")
ENDING: Final = (FeeNotDue, PaymentProcessing, *CLOSE_PROBLEMS)


def create_router(
    handlers: Callable[[], OfficialHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[OfficialHandlers]:
    """Fees and payment attempts."""
    router = Router(handlers, dispatcher)
    _add_fees(router)
    _add_payments(router)
    return router


def _add_fees(router: Router[OfficialHandlers]) -> None:
    router.post(
        "/v1/fees/{fee}/cash",
        OfficialHandlers.take_cash,
        id="fees_take_cash",
        tag="fees",
        access=CASHIER,
        answers=PaymentView,
        problems=ENDING,
    )
    router.post(
        "/v1/fees/{fee}/waiver",
        OfficialHandlers.waive_fee,
        id="fees_waive",
        tag="fees",
        access=ACCOUNTANT,
        answers=FeeView,
        problems=(*ENDING, SecondApproverRequired),
    )
    router.post(
        "/v1/fees/{fee}/void",
        OfficialHandlers.void_fee,
        id="fees_void",
        tag="fees",
        access=ACCOUNTANT,
        answers=FeeView,
        problems=(*ENDING, SecondApproverRequired),
    )
    router.post(
        "/v1/fees/{fee}/receipt/correction",
        OfficialHandlers.correct_receipt,
        id="receipts_correct",
        tag="fees",
        access=ACCOUNTANT,
        answers=ReceiptView,
        problems=(ReceiptReplaced,),
    )


def _add_payments(router: Router[OfficialHandlers]) -> None:
    router.get(
        "/v1/payments",
        OfficialHandlers.list_payments,
        id="payments_list",
        tag="payments",
        access=EITHER,
        answers=PaymentsView,
        problems=(NotFound,),
    )
    router.get(
        "/v1/payments/{payment}/ledger",
        OfficialHandlers.get_ledger,
        id="ledgers_get",
        tag="payments",
        access=EITHER,
        answers=LedgerView,
    )
