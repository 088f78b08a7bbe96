"""The routes of accountants; accounting days are the province's."""

from collections.abc import Callable
from typing import Final

from kit.http.access import staff
from kit.http.dispatcher import Dispatcher
from kit.http.router import Router
from payments.api.accounting.handlers import AccountingHandlers
from payments.api.accounting.schemas import (
    DaysView,
    DayView,
    DiscrepanciesView,
    DiscrepancyView,
    SettlementCsv,
)
from payments.api.problems import CLOSE_PROBLEMS
from payments.backoffice.allocate_money import MoneyTooLittle
from payments.backoffice.money_owed import DiscrepancyNotThisWay, MoneyStillOwed
from payments.backoffice.resolve_discrepancy import AmountsDiffer
from payments.domain.accounting_day import (
    DayClosed,
    DayNotOver,
    DayNotReconciled,
    DiscrepanciesOpen,
    TotalsChanged,
)
from payments.domain.discrepancy import DiscrepancyOver
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import PaymentProcessing
from payments.domain.refund import RefundTooLarge
from payments.domain.tax_report import TaxReportOver

ACCOUNTANT: Final = staff("accountant")
READER: Final = staff("accountant", "cashier")
TREASURY: Final = staff("accountant", province=True)
RESOLVING: Final = (
    DiscrepancyOver,
    MoneyStillOwed,
    DiscrepancyNotThisWay,
    AmountsDiffer,
    MoneyTooLittle,
    FeeNotDue,
    RefundTooLarge,
    PaymentProcessing,
    TaxReportOver,
    *CLOSE_PROBLEMS,
)
CLOSING: Final = (DayClosed, DayNotOver, DayNotReconciled, DiscrepanciesOpen, TotalsChanged)


def create_router(
    handlers: Callable[[], AccountingHandlers], dispatcher: Callable[[], Dispatcher]
) -> Router[AccountingHandlers]:
    """Discrepancies and days."""
    router = Router(handlers, dispatcher)
    _add_discrepancies(router)
    _add_days(router)
    return router


def _add_discrepancies(router: Router[AccountingHandlers]) -> None:
    router.get(
        "/v1/discrepancies",
        AccountingHandlers.list_discrepancies,
        id="discrepancies_list",
        tag="discrepancies",
        access=READER,
        answers=DiscrepanciesView,
    )
    router.get(
        "/v1/discrepancies/{discrepancy}",
        AccountingHandlers.get_discrepancy,
        id="discrepancies_get",
        tag="discrepancies",
        access=READER,
        answers=DiscrepancyView,
    )
    router.post(
        "/v1/discrepancies/{discrepancy}/resolution",
        AccountingHandlers.resolve_discrepancy,
        id="discrepancies_resolve",
        tag="discrepancies",
        access=ACCOUNTANT,
        answers=DiscrepancyView,
        problems=RESOLVING,
    )
    router.post(
        "/v1/discrepancies/{discrepancy}/signature",
        AccountingHandlers.sign_discrepancy,
        id="discrepancies_sign",
        tag="discrepancies",
        access=staff("accountant", fresh=True),
        answers=DiscrepancyView,
        problems=(DiscrepancyOver,),
    )


def _add_days(router: Router[AccountingHandlers]) -> None:
    router.get(
        "/v1/days",
        AccountingHandlers.list_days,
        id="days_list",
        tag="accounting",
        access=TREASURY,
        answers=DaysView,
    )
    router.get(
        "/v1/days/{day}",
        AccountingHandlers.get_day,
        id="days_get",
        tag="accounting",
        access=TREASURY,
        answers=DayView,
    )
    router.get(
        "/v1/days/{day}/settlement",
        AccountingHandlers.export_settlement,
        id="settlements_get",
        tag="accounting",
        access=TREASURY,
        answers=SettlementCsv,
        media_type="text/csv",
    )
    router.post(
        "/v1/days/{day}/closing",
        AccountingHandlers.close_day,
        id="days_close",
        tag="accounting",
        access=staff("accountant", province=True, fresh=True),
        answers=DayView,
        problems=CLOSING,
    )
