"""What stands behind each door of officials: cash, waivers, refunds, cases, statements."""

from datetime import date

from kit import bootstrap as kit_bootstrap
from kit.core.errors import Invalid
from kit.http.context import Call
from payments import bootstrap
from payments.api.official import requests as forms
from payments.api.official import schemas
from payments.api.payer import schemas as payer_schemas
from payments.backoffice import cash, resolve_discrepancy, search
from payments.backoffice.resolve_discrepancy import Decision
from payments.domain.discrepancy import Case
from payments.domain.fee import Fee
from payments.domain.refund import Refund, SameEyes
from payments.providers.bank import transfer
from payments.refunds import send
from payments.refunds.cash_payout import pay_out
from payments.refunds.send import RefundWish


def take_cash(call: Call, fee: payer_schemas.Id, body: payer_schemas.EmptyBody) -> payer_schemas.PaymentView:  # noqa: ARG001
    """Take the whole of a fee in cash; the receipt is issued."""
    place = call.staff.desks[0] if call.staff and call.staff.desks else None
    taken = cash.Taken(call.seed, _fee(call, fee).id, call.sub, place)
    return payer_schemas.payment_view(cash.take_cash(bootstrap.store(), taken, call.now))


def waive_fee(call: Call, fee: payer_schemas.Id, body: forms.WhyBody) -> payer_schemas.FeeView:
    """Waive a fee; an open try is closed first."""
    waived = cash.Ended(call.seed, _fee(call, fee).id, body.why, call.sub)
    return payer_schemas.fee_view(bootstrap.store(), cash.waive(bootstrap.store(), waived, call.now), call.language)


def void_fee(call: Call, fee: payer_schemas.Id, body: forms.WhyBody) -> payer_schemas.FeeView:
    """Void a fee that was asked for in error; an open try is closed first."""
    voided = cash.Ended(call.seed, _fee(call, fee).id, body.why, call.sub)
    return payer_schemas.fee_view(bootstrap.store(), cash.void(bootstrap.store(), voided, call.now), call.language)


def ask_refund(call: Call, payment: payer_schemas.Id, body: forms.RefundBody) -> schemas.RefundView:
    """Send money of a payment back; above a limit, and by hand, another official must agree."""
    _require(call, bootstrap.store().payment(payment).dossier)
    answered = bootstrap.store().case_if_any(body.case) if body.case else None
    if body.case and (answered is None or answered.payment != payment):
        raise Invalid(field="case")
    wish = RefundWish(call.seed, payment, body.amount, body.why, call.sub, body.refundable_seen, body.case)
    return _shown(call, send.ask(bootstrap.store(), wish, call.now))


def ledger_of_payment(call: Call, payment: payer_schemas.Id) -> schemas.LedgerView:
    """The ledger of a payment."""
    _require(call, bootstrap.store().payment(payment).dossier)
    return schemas.ledger_view(payment, bootstrap.store().book(payment))


def one_refund(call: Call, refund: payer_schemas.Id) -> schemas.RefundView:
    """A refund."""
    return _shown(call, _refund(call, refund))


def approve_refund(call: Call, refund: payer_schemas.Id, body: payer_schemas.EmptyBody) -> schemas.RefundView:  # noqa: ARG001
    """Agree to a refund that another official asked for."""
    _refund(call, refund)
    return _shown(call, send.approve(bootstrap.store(), refund, call.sub, call.now))


def refuse_refund(call: Call, refund: payer_schemas.Id, body: forms.WhyBody) -> schemas.RefundView:
    """Say no to a refund that another official asked for."""
    found = _refund(call, refund)
    if call.sub in (found.by, *found.approvals):
        raise SameEyes(field="refund")
    return _shown(call, send.refuse(bootstrap.store(), refund, call.sub, body.why, call.now))


def pay_refund_out(call: Call, refund: payer_schemas.Id, body: payer_schemas.EmptyBody) -> schemas.RefundView:  # noqa: ARG001
    """The payer has the cash of a refund that officials agreed to."""
    _refund(call, refund)
    return _shown(call, pay_out(bootstrap.store(), refund, call.seed, call.sub, call.now))


def find_payments(call: Call, query: forms.PaymentsQuery) -> schemas.PaymentsView:
    """Payments of a dossier, by a transfer's reference, or of a day."""
    _require_day(query.day)
    return search.payments(bootstrap.store(), kit_bootstrap.cursors(), query, call)


def find_cases(call: Call, query: forms.CasesQuery) -> schemas.CasesView:
    """Cases of money, oldest first."""
    _require_day(query.day)
    return search.cases(bootstrap.store(), kit_bootstrap.cursors(), query, call)


def one_money_case(call: Call, case: forms.CaseId) -> schemas.CaseView:
    """A case of money."""
    return _told(call, _case(call, case))


def resolve_case(call: Call, case: forms.CaseId, body: forms.ResolutionBody) -> schemas.CaseView:
    """End a case: its money is given to a fee, was sent back, or needs no more than an explanation."""
    found, decision = _case(call, case), Decision(case, call.sub, body.reason)
    if body.how == "allocated":
        if (fee := body.fee or found.fee) is None:
            raise Invalid(field="fee")
        return _told(
            call, resolve_discrepancy.allocate(bootstrap.store(), decision, _fee(call, fee).id, call.seed, call.now)
        )
    if body.how == "returned":
        if body.outgoing is None:
            raise Invalid(field="outgoing")
        return _told(
            call, resolve_discrepancy.match(bootstrap.store(), decision, _case(call, body.outgoing).id, call.now)
        )
    return _told(call, resolve_discrepancy.explain(bootstrap.store(), decision, call.now))


def sign_case(call: Call, case: forms.CaseId, body: forms.ReasonBody) -> schemas.CaseView:
    """Answer for closing the day with a case as it is."""
    _case(call, case)
    return _told(call, resolve_discrepancy.sign(bootstrap.store(), Decision(case, call.sub, body.reason), call.now))


def import_statement(call: Call) -> schemas.TakenView:
    """Take in a bank statement (CSV, UTF-8); the same one again changes nothing."""
    from payments.reconciliation.import_statement import take_in

    account = transfer.bank_account().account
    taken = take_in(bootstrap.store(), call.raw, account=account, by=call.sub, at=call.now)
    return schemas.TakenView(lines=taken.lines, new=taken.new, known=taken.known)


def _fee(call: Call, fee: str) -> Fee:
    found = bootstrap.store().fee(fee)
    _require(call, found.dossier)
    return found


def _refund(call: Call, refund: str) -> Refund:
    found = bootstrap.store().refund(refund)
    _require(call, found.dossier)
    return found


def _case(call: Call, case: str) -> Case:
    found = bootstrap.store().case(case)
    _require(call, found.dossier)
    return found


def _require(call: Call, dossier: str | None) -> None:
    search.require_reach(bootstrap.store(), call, dossier)


def _require_day(day: str | None) -> None:
    try:
        date.fromisoformat(day or "2026-01-01")
    except ValueError:
        raise Invalid(field="day") from None


def _shown(call: Call, refund: Refund) -> schemas.RefundView:
    line = search.line_of(bootstrap.store(), refund) if refund.by_hand and _accounts(call) else None
    return schemas.refund_view(refund, search.details(bootstrap.store(), line))


def _told(call: Call, case: Case) -> schemas.CaseView:
    return schemas.case_view(case, search.details(bootstrap.store(), case.line if _accounts(call) else None))


def _accounts(call: Call) -> bool:
    return call.staff is not None and "accountant" in call.staff.roles
