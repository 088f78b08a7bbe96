"""The routes of cash shifts."""

from collections.abc import Callable
from typing import Final

from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.cash.handlers import CashHandlers
from payments.api.cash.schemas import HandoversView, HandoverView, ShiftView
from payments.domain.cash_shift import DifferenceUnexplained, ShiftChanged, ShiftEmpty

CASHIER: Final = staff("cashier")
EITHER: Final = staff("accountant", "cashier")


def create_router(
    handlers: Callable[[], CashHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[CashHandlers]:
    """The own shift, its handover, and the handovers of a day."""
    router = Router(handlers, dispatcher)
    router.get(
        "/v1/shift",
        CashHandlers.get_shift,
        id="shifts_get",
        tag="cash",
        access=CASHIER,
        answers=ShiftView,
    )
    router.post(
        "/v1/shift/handover",
        CashHandlers.hand_over,
        id="shifts_hand_over",
        tag="cash",
        access=CASHIER,
        answers=HandoverView,
        problems=(ShiftChanged, ShiftEmpty, DifferenceUnexplained),
    )
    router.get(
        "/v1/handovers",
        CashHandlers.list_handovers,
        id="handovers_list",
        tag="cash",
        access=EITHER,
        answers=HandoversView,
    )
    return router
