"""The routes of refunds."""

from collections.abc import Callable
from typing import Final

from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.refunds.handlers import RefundHandlers
from payments.api.refunds.schemas import RefundsView, RefundView
from payments.domain.refund import RefundDecided, RefundTooLarge, SecondApproverRequired
from payments.refunds.cash_payout import RefundNotApproved, RefundNotInCash
from payments.refunds.request import RefundableChanged

CASHIER: Final = staff("cashier")
ACCOUNTANT: Final = staff("accountant")
EITHER: Final = staff("accountant", "cashier")
FOUR_EYES: Final = (SecondApproverRequired, RefundDecided)


def create_router(
    handlers: Callable[[], RefundHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[RefundHandlers]:
    """Request, approve, refuse and pay out."""
    router = Router(handlers, dispatcher)
    router.post(
        "/v1/payments/{payment}/refunds",
        RefundHandlers.request_refund,
        id="refunds_create",
        tag="refunds",
        access=ACCOUNTANT,
        answers=RefundView,
        problems=(RefundableChanged, RefundTooLarge),
    )
    router.get(
        "/v1/refunds",
        RefundHandlers.list_refunds,
        id="refunds_list",
        tag="refunds",
        access=EITHER,
        answers=RefundsView,
    )
    router.get(
        "/v1/refunds/{refund}",
        RefundHandlers.get_refund,
        id="refunds_get",
        tag="refunds",
        access=EITHER,
        answers=RefundView,
    )
    router.post(
        "/v1/refunds/{refund}/approval",
        RefundHandlers.approve_refund,
        id="refunds_approve",
        tag="refunds",
        access=staff("accountant", fresh=True),
        answers=RefundView,
        problems=(*FOUR_EYES, RefundableChanged),
    )
    router.post(
        "/v1/refunds/{refund}/refusal",
        RefundHandlers.refuse_refund,
        id="refunds_refuse",
        tag="refunds",
        access=ACCOUNTANT,
        answers=RefundView,
        problems=FOUR_EYES,
    )
    router.post(
        "/v1/refunds/{refund}/payout",
        RefundHandlers.pay_out_refund,
        id="refunds_pay_out",
        tag="refunds",
        access=CASHIER,
        answers=RefundView,
        problems=(*FOUR_EYES, RefundNotApproved, RefundNotInCash),
    )
    return router
