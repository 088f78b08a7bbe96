"""What stands behind each door of officials: cash, waivers, refunds, cases, statements."""

from datetime import date

from kit import runtime
from kit.errors import Invalid
from kit.http import Call
from payments import desk, desk_views, functions, matching, refunding, search, views
from payments import desk_forms as forms
from payments.case import Case
from payments.fee import Fee
from payments.gateway import transfer
from payments.matching import Decision
from payments.payouts import pay_out
from payments.refund import Refund, SameEyes
from payments.refunding import RefundWish


def take_cash(call: Call, fee: views.Id, body: views.EmptyBody) -> views.PaymentView:  # noqa: ARG001
    """Take the whole of a fee in cash; the receipt is issued."""
    place = call.staff.desks[0] if call.staff and call.staff.desks else None
    taken = desk.Taken(call.seed, _fee(call, fee).id, call.sub, place)
    return views.payment_view(desk.take_cash(functions.store(), taken, call.now))


def waive_fee(call: Call, fee: views.Id, body: forms.WhyBody) -> views.FeeView:
    """Waive a fee; an open try is closed first."""
    waived = desk.Ended(call.seed, _fee(call, fee).id, body.why, call.sub)
    return views.fee_view(functions.store(), desk.waive(functions.store(), waived, call.now), call.language)


def void_fee(call: Call, fee: views.Id, body: forms.WhyBody) -> views.FeeView:
    """Void a fee that was asked for in error; an open try is closed first."""
    voided = desk.Ended(call.seed, _fee(call, fee).id, body.why, call.sub)
    return views.fee_view(functions.store(), desk.void(functions.store(), voided, call.now), call.language)


def ask_refund(call: Call, payment: views.Id, body: forms.RefundBody) -> desk_views.RefundView:
    """Send money of a payment back; above a limit, and by hand, another official must agree."""
    _require(call, functions.store().payment(payment).dossier)
    answered = functions.store().case_if_any(body.case) if body.case else None
    if body.case and (answered is None or answered.payment != payment):
        raise Invalid(field="case")
    wish = RefundWish(call.seed, payment, body.amount, body.why, call.sub, body.refundable_seen, body.case)
    return _shown(call, refunding.ask(functions.store(), wish, call.now))


def ledger_of_payment(call: Call, payment: views.Id) -> desk_views.LedgerView:
    """The ledger of a payment."""
    _require(call, functions.store().payment(payment).dossier)
    return desk_views.ledger_view(payment, functions.store().book(payment))


def one_refund(call: Call, refund: views.Id) -> desk_views.RefundView:
    """A refund."""
    return _shown(call, _refund(call, refund))


def approve_refund(call: Call, refund: views.Id, body: views.EmptyBody) -> desk_views.RefundView:  # noqa: ARG001
    """Agree to a refund that another official asked for."""
    _refund(call, refund)
    return _shown(call, refunding.approve(functions.store(), refund, call.sub, call.now))


def refuse_refund(call: Call, refund: views.Id, body: forms.WhyBody) -> desk_views.RefundView:
    """Say no to a refund that another official asked for."""
    found = _refund(call, refund)
    if call.sub in (found.by, *found.approvals):
        raise SameEyes(field="refund")
    return _shown(call, refunding.refuse(functions.store(), refund, call.sub, body.why, call.now))


def pay_refund_out(call: Call, refund: views.Id, body: views.EmptyBody) -> desk_views.RefundView:  # noqa: ARG001
    """The payer has the cash of a refund that officials agreed to."""
    _refund(call, refund)
    return _shown(call, pay_out(functions.store(), refund, call.seed, call.sub, call.now))


def find_payments(call: Call, query: forms.PaymentsQuery) -> desk_views.PaymentsView:
    """Payments of a dossier, by a transfer's reference, or of a day."""
    _require_day(query.day)
    return search.payments(functions.store(), runtime.cursors(), query, call)


def find_cases(call: Call, query: forms.CasesQuery) -> desk_views.CasesView:
    """Cases of money, oldest first."""
    _require_day(query.day)
    return search.cases(functions.store(), runtime.cursors(), query, call)


def one_money_case(call: Call, case: forms.CaseId) -> desk_views.CaseView:
    """A case of money."""
    return _told(call, _case(call, case))


def resolve_case(call: Call, case: forms.CaseId, body: forms.ResolutionBody) -> desk_views.CaseView:
    """End a case: its money is given to a fee, was sent back, or needs no more than an explanation."""
    found, decision = _case(call, case), Decision(case, call.sub, body.reason)
    if body.how == "allocated":
        if (fee := body.fee or found.fee) is None:
            raise Invalid(field="fee")
        return _told(call, matching.allocate(functions.store(), decision, _fee(call, fee).id, call.seed, call.now))
    if body.how == "returned":
        if body.outgoing is None:
            raise Invalid(field="outgoing")
        return _told(call, matching.match(functions.store(), decision, _case(call, body.outgoing).id, call.now))
    return _told(call, matching.explain(functions.store(), decision, call.now))


def sign_case(call: Call, case: forms.CaseId, body: forms.ReasonBody) -> desk_views.CaseView:
    """Answer for closing the day with a case as it is."""
    _case(call, case)
    return _told(call, matching.sign(functions.store(), Decision(case, call.sub, body.reason), call.now))


def import_statement(call: Call) -> desk_views.TakenView:
    """Take in a bank statement (CSV, UTF-8); the same one again changes nothing."""
    from payments.statements import take_in

    account = transfer.bank_account().account
    taken = take_in(functions.store(), call.raw, account=account, by=call.sub, at=call.now)
    return desk_views.TakenView(lines=taken.lines, new=taken.new, known=taken.known)


def _fee(call: Call, fee: str) -> Fee:
    found = functions.store().fee(fee)
    _require(call, found.dossier)
    return found


def _refund(call: Call, refund: str) -> Refund:
    found = functions.store().refund(refund)
    _require(call, found.dossier)
    return found


def _case(call: Call, case: str) -> Case:
    found = functions.store().case(case)
    _require(call, found.dossier)
    return found


def _require(call: Call, dossier: str | None) -> None:
    search.require_reach(functions.store(), call, dossier)


def _require_day(day: str | None) -> None:
    try:
        date.fromisoformat(day or "2026-01-01")
    except ValueError:
        raise Invalid(field="day") from None


def _shown(call: Call, refund: Refund) -> desk_views.RefundView:
    line = search.line_of(functions.store(), refund) if refund.by_hand and _accounts(call) else None
    return desk_views.refund_view(refund, search.details(functions.store(), line))


def _told(call: Call, case: Case) -> desk_views.CaseView:
    return desk_views.case_view(case, search.details(functions.store(), case.line if _accounts(call) else None))


def _accounts(call: Call) -> bool:
    return call.staff is not None and "accountant" in call.staff.roles
