"""What stands behind each door of officials: cash, waivers, refunds, cases, statements."""

from datetime import date

from kit import bootstrap as kit_bootstrap
from kit.core.errors import Invalid
from kit.http.context import RequestContext
from payments import bootstrap
from payments.api.official import requests as forms
from payments.api.official import schemas
from payments.api.payer import schemas as payer_schemas
from payments.backoffice import cash, resolve_discrepancy, search
from payments.backoffice.resolve_discrepancy import Decision
from payments.domain.discrepancy import Discrepancy
from payments.domain.fee import Fee
from payments.domain.refund import Refund, SecondApproverRequired
from payments.providers.bank import transfer
from payments.refunds import send
from payments.refunds.cash_payout import pay_out
from payments.refunds.send import RequestRefund


def take_cash(
    request: RequestContext, fee: payer_schemas.Id, body: payer_schemas.EmptyBody
) -> payer_schemas.PaymentView:  # noqa: ARG001
    """Take the whole of a fee in cash; the receipt is issued."""
    place = request.staff.desks[0] if request.staff and request.staff.desks else None
    taken = cash.Taken(request.seed, _fee(request, fee).id, request.sub, place)
    return payer_schemas.payment_view(cash.take_cash(bootstrap.store(), taken, request.now))


def waive_fee(
    request: RequestContext, fee: payer_schemas.Id, body: forms.WhyBody
) -> payer_schemas.FeeView:
    """Waive a fee; an open try is closed first."""
    waived = cash.Ended(request.seed, _fee(request, fee).id, body.why, request.sub)
    return payer_schemas.fee_view(
        bootstrap.store(), cash.waive(bootstrap.store(), waived, request.now), request.language
    )


def void_fee(
    request: RequestContext, fee: payer_schemas.Id, body: forms.WhyBody
) -> payer_schemas.FeeView:
    """Void a fee that was asked for in error; an open try is closed first."""
    voided = cash.Ended(request.seed, _fee(request, fee).id, body.why, request.sub)
    return payer_schemas.fee_view(
        bootstrap.store(), cash.void(bootstrap.store(), voided, request.now), request.language
    )


def ask_refund(
    request: RequestContext, payment: payer_schemas.Id, body: forms.RefundBody
) -> schemas.RefundView:
    """Send money of a payment back; above a limit, and by hand, another official must agree."""
    _require(request, bootstrap.store().payment(payment).dossier)
    answered = bootstrap.store().discrepancy_if_any(body.case) if body.case else None
    if body.case and (answered is None or answered.payment != payment):
        raise Invalid(field="case")
    wish = RequestRefund(
        request.seed, payment, body.amount, body.why, request.sub, body.refundable_seen, body.case
    )
    return _shown(request, send.request_refund(bootstrap.store(), wish, request.now))


def ledger_of_payment(request: RequestContext, payment: payer_schemas.Id) -> schemas.LedgerView:
    """The ledger of a payment."""
    _require(request, bootstrap.store().payment(payment).dossier)
    return schemas.ledger_view(payment, bootstrap.store().book(payment))


def one_refund(request: RequestContext, refund: payer_schemas.Id) -> schemas.RefundView:
    """A refund."""
    return _shown(request, _refund(request, refund))


def approve_refund(
    request: RequestContext, refund: payer_schemas.Id, body: payer_schemas.EmptyBody
) -> schemas.RefundView:  # noqa: ARG001
    """Agree to a refund that another official asked for."""
    _refund(request, refund)
    return _shown(request, send.approve(bootstrap.store(), refund, request.sub, request.now))


def refuse_refund(
    request: RequestContext, refund: payer_schemas.Id, body: forms.WhyBody
) -> schemas.RefundView:
    """Say no to a refund that another official asked for."""
    found = _refund(request, refund)
    if request.sub in (found.by, *found.approvals):
        raise SecondApproverRequired(field="refund")
    return _shown(
        request, send.refuse(bootstrap.store(), refund, request.sub, body.why, request.now)
    )


def pay_refund_out(
    request: RequestContext, refund: payer_schemas.Id, body: payer_schemas.EmptyBody
) -> schemas.RefundView:  # noqa: ARG001
    """The payer has the cash of a refund that officials agreed to."""
    _refund(request, refund)
    return _shown(
        request, pay_out(bootstrap.store(), refund, request.seed, request.sub, request.now)
    )


def find_payments(request: RequestContext, query: forms.PaymentsQuery) -> schemas.PaymentsView:
    """Payments of a dossier, by a transfer's reference, or of a day."""
    _require_day(query.day)
    return search.payments(bootstrap.store(), kit_bootstrap.cursors(), query, request)


def find_cases(request: RequestContext, query: forms.CasesQuery) -> schemas.CasesView:
    """Cases of money, oldest first."""
    _require_day(query.day)
    return search.cases(bootstrap.store(), kit_bootstrap.cursors(), query, request)


def one_money_case(request: RequestContext, case: forms.CaseId) -> schemas.CaseView:
    """A case of money."""
    return _told(request, _case(request, case))


def resolve_case(
    request: RequestContext, case: forms.CaseId, body: forms.ResolutionBody
) -> schemas.CaseView:
    """End a case: its money is given to a fee, was sent back, or needs no more than an explanation."""
    found, decision = _case(request, case), Decision(case, request.sub, body.reason)
    if body.how == "allocated":
        if (fee := body.fee or found.fee) is None:
            raise Invalid(field="fee")
        return _told(
            request,
            resolve_discrepancy.allocate(
                bootstrap.store(), decision, _fee(request, fee).id, request.seed, request.now
            ),
        )
    if body.how == "returned":
        if body.outgoing is None:
            raise Invalid(field="outgoing")
        return _told(
            request,
            resolve_discrepancy.match(
                bootstrap.store(), decision, _case(request, body.outgoing).id, request.now
            ),
        )
    return _told(request, resolve_discrepancy.explain(bootstrap.store(), decision, request.now))


def sign_case(
    request: RequestContext, case: forms.CaseId, body: forms.ReasonBody
) -> schemas.CaseView:
    """Answer for closing the day with a case as it is."""
    _case(request, case)
    return _told(
        request,
        resolve_discrepancy.sign(
            bootstrap.store(), Decision(case, request.sub, body.reason), request.now
        ),
    )


def import_statement(request: RequestContext) -> schemas.TakenView:
    """Take in a bank statement (CSV, UTF-8); the same one again changes nothing."""
    from payments.reconciliation.import_statement import take_in

    account = transfer.bank_account().account
    taken = take_in(bootstrap.store(), request.raw, account=account, by=request.sub, at=request.now)
    return schemas.TakenView(lines=taken.lines, new=taken.new, known=taken.known)


def _fee(request: RequestContext, fee: str) -> Fee:
    found = bootstrap.store().fee(fee)
    _require(request, found.dossier)
    return found


def _refund(request: RequestContext, refund: str) -> Refund:
    found = bootstrap.store().refund(refund)
    _require(request, found.dossier)
    return found


def _case(request: RequestContext, case: str) -> Discrepancy:
    found = bootstrap.store().discrepancy(case)
    _require(request, found.dossier)
    return found


def _require(request: RequestContext, dossier: str | None) -> None:
    search.require_reach(bootstrap.store(), request, dossier)


def _require_day(day: str | None) -> None:
    try:
        date.fromisoformat(day or "2026-01-01")
    except ValueError:
        raise Invalid(field="day") from None


def _shown(request: RequestContext, refund: Refund) -> schemas.RefundView:
    line = (
        search.line_of(bootstrap.store(), refund) if refund.manual and _accounts(request) else None
    )
    return schemas.refund_view(refund, search.details(bootstrap.store(), line))


def _told(request: RequestContext, case: Discrepancy) -> schemas.CaseView:
    return schemas.case_view(
        case, search.details(bootstrap.store(), case.line if _accounts(request) else None)
    )


def _accounts(request: RequestContext) -> bool:
    return request.staff is not None and "accountant" in request.staff.roles
