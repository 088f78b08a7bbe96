"""The routes of officials: who may come through each door, and what it may refuse."""

from typing import Any

from kit.core.errors import NotFound
from kit.http.access import staff
from kit.http.router import Router
from payments.api.official import handlers as doors
from payments.api.official import schemas
from payments.api.payer import schemas as payer_schemas
from payments.backoffice.resolve_discrepancy import (
    MoneyStillOwed,
    NotThisWay,
    OtherAmount,
    TooLittleForFee,
)
from payments.checkout.start import CLOSE_PROBLEMS
from payments.domain.discrepancy import DiscrepancyOver
from payments.domain.fee import FeeNotDue
from payments.domain.payment_attempt import PaymentProcessing
from payments.domain.refund import RefundDecided, RefundTooLarge, SecondApproverRequired
from payments.providers.bank.statement import StatementTooLarge, StatementUnreadable
from payments.providers.port import PaymentProviderRefused
from payments.refunds.cash_payout import RefundNotApproved, RefundNotInCash
from payments.refunds.send import RefundableChanged

CASHIER, ACCOUNTANT, MONEY = staff("cashier"), staff("accountant"), staff("accountant", "cashier")
TREASURY = staff("accountant", province=True)
FREEING = (FeeNotDue, PaymentProcessing, *CLOSE_PROBLEMS)
RESOLVING = (DiscrepancyOver, MoneyStillOwed, NotThisWay, OtherAmount, TooLittleForFee, *FREEING)
TWO = (SecondApproverRequired, RefundDecided)
ASKING = (RefundableChanged, RefundTooLarge)
AGREEING = (*TWO, RefundableChanged)
PAYING_OUT = (*TWO, RefundNotApproved, RefundNotInCash)
READING = (StatementUnreadable, StatementTooLarge, PaymentProviderRefused)


def add_desk_routes(api: Router) -> None:
    """Open officials' doors."""
    _fees_and_refunds(api)
    _cases(api)


def _fees_and_refunds(api: Router) -> None:
    fee, refund = "/v1/fees/{fee}", "/v1/refunds/{refund}"
    shown: dict[str, Any] = {"answers": schemas.RefundView}
    api.post(f"{fee}/cash", access=CASHIER, answers=payer_schemas.PaymentView, problems=FREEING)(
        doors.take_cash
    )
    api.post(f"{fee}/waiver", access=ACCOUNTANT, answers=payer_schemas.FeeView, problems=FREEING)(
        doors.waive_fee
    )
    api.post(f"{fee}/void", access=ACCOUNTANT, answers=payer_schemas.FeeView, problems=FREEING)(
        doors.void_fee
    )
    api.get("/v1/payments", access=MONEY, answers=schemas.PaymentsView, problems=(NotFound,))(
        doors.find_payments
    )
    api.get("/v1/payments/{payment}/ledger", access=MONEY, answers=schemas.LedgerView)(
        doors.ledger_of_payment
    )
    api.post("/v1/payments/{payment}/refunds", access=ACCOUNTANT, problems=ASKING, **shown)(
        doors.ask_refund
    )
    api.get(refund, access=MONEY, **shown)(doors.one_refund)
    api.post(f"{refund}/approval", access=ACCOUNTANT, problems=AGREEING, **shown)(
        doors.approve_refund
    )
    api.post(f"{refund}/refusal", access=ACCOUNTANT, problems=TWO, **shown)(doors.refuse_refund)
    api.post(f"{refund}/payout", access=CASHIER, problems=PAYING_OUT, **shown)(doors.pay_refund_out)


def _cases(api: Router) -> None:
    case, shown = "/v1/cases/{case}", dict[str, Any](answers=schemas.CaseView)
    api.get("/v1/cases", access=MONEY, answers=schemas.CasesView)(doors.find_cases)
    api.get(case, access=MONEY, **shown)(doors.one_money_case)
    api.post(f"{case}/resolution", access=ACCOUNTANT, problems=RESOLVING, **shown)(
        doors.resolve_case
    )
    api.post(f"{case}/signature", access=ACCOUNTANT, problems=(DiscrepancyOver,), **shown)(
        doors.sign_case
    )
    api.post(
        "/v1/statements",
        access=TREASURY,
        answers=schemas.TakenView,
        creates=False,
        raw=True,
        takes="text/csv",
        problems=READING,
    )(doors.import_statement)
