"""Refunds (hoàn phí): accountants request them, and a second one agrees or refuses."""

from typing import Any, Final

from desk.money.accounting_models import Ledger
from desk.money.acts import PAYMENTS, refusal, write
from desk.money.cash_models import Refund, Refunds
from desk.money.reason_form import LONGEST, ReasonForm
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.work.fresh_sign_in import is_fresh
from front import formatting
from front.api import part
from front.api_problem import ApiProblem
from front.forms.reading import number
from front.responses import PageResponse, redirect, render
from front.visit import Visit

STATES: Final = ("requested", "open", "succeeded", "failed", "refused")


def show_refunds(visit: Visit, api: PublicApi) -> PageResponse:
    """Those in a state; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("trang-thai", "")
    state = chosen if chosen in STATES else "requested"
    query = {"state": state, "cursor": visit.query.get("sau", "")}
    refunds = api.read(visit, Refunds, PAYMENTS, "/refunds", query)
    return render(visit, "money/refunds.html", refunds=refunds, state=state, states=STATES)


def show_refund(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; to whom a manual transfer goes is read on record."""
    return _page(visit, api, _read(visit, api))


def approve_refund(visit: Visit, api: PublicApi) -> PageResponse:
    """One official more agrees; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    refund = visit.path_params["refund"]
    try:
        write(visit, api, Refund, f"/refunds/{part(refund)}/approval", {})
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        status = 409 if problem.status == 412 else problem.status
        return _page(visit, api, _read(visit, api), status=status, notice=notice)
    return redirect(visit.site.link(f"/ke-toan/hoan/{refund}?xong=1"))


def show_refusal(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a refusal; raises ApiProblem, NoResponse."""
    return _refusal(visit, _read(visit, api)).page(visit)


def refuse_refund(visit: Visit, api: PublicApi) -> PageResponse:
    """Another official refuses; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    refund = _read(visit, api)

    def act(why: str) -> str:
        write(visit, api, Refund, f"/refunds/{part(refund.refund)}/refusal", {"why": why})
        return f"/ke-toan/hoan/{refund.refund}?xong=1"

    return _refusal(visit, refund).sent(visit, act)


def show_request(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a request; raises ApiProblem, NoResponse."""
    return _request_page(visit, _ledger(visit, api))


def request_refund(visit: Visit, api: PublicApi) -> PageResponse:
    """A refund is requested with the amount that was seen; raises FormExpired, ApiProblem,
    NoResponse.
    """
    visit.require_form()
    amount, why = number(visit.form.get("amount", "")), visit.form.get("why", "").strip()
    errors = {}
    if not isinstance(amount, int) or amount < 1:
        errors["amount"] = visit.translate("refund.amount_wrong")
    if not 1 <= len(why) <= LONGEST:
        errors["why"] = visit.translate("reason.too_long" if why else "reason.missing")
    if errors:
        return _request_page(visit, _ledger(visit, api), status=422, errors=errors)
    seen = visit.form.get("seen", "")
    body = {
        "amount": amount,
        "why": why,
        "refundable_seen": int(seen) if seen.isdecimal() else 0,
        "discrepancy": visit.form.get("discrepancy") or None,
    }
    path = f"/payments/{part(visit.path_params['payment'])}/refunds"
    try:
        refund = write(visit, api, Refund, path, body)
    except ApiProblem as problem:
        status = 409 if problem.status == 412 else problem.status
        notice = refusal(visit, problem)
        return _request_page(visit, _ledger(visit, api), status=status, notice=notice)
    return redirect(visit.site.link(f"/ke-toan/hoan/{refund.refund}?xong=1"))


def _read(visit: Visit, api: PublicApi) -> Refund:
    return api.read(visit, Refund, PAYMENTS, f"/refunds/{part(visit.path_params['refund'])}")


def _ledger(visit: Visit, api: PublicApi) -> Ledger:
    path = f"/payments/{part(visit.path_params['payment'])}/ledger"
    return api.read(visit, Ledger, PAYMENTS, path)


def _page(
    visit: Visit, api: PublicApi, refund: Refund, *, status: int = 200, notice: str = ""
) -> PageResponse:
    return render(
        visit,
        "money/refund.html",
        status=status,
        refund=refund,
        notice=notice,
        done="xong" in visit.query,
        is_fresh=is_fresh(visit),
        who=names_of(visit, api, (refund.by, refund.paid_out_by, *refund.approvals)),
    )


def _request_page(
    visit: Visit, ledger: Ledger, *, status: int = 200, **values: Any
) -> PageResponse:
    typed = {name: visit.form.get(name, "") for name in ("amount", "why")}
    discrepancy = visit.form.get("discrepancy") or visit.query.get("chenh-lech", "")
    shown = {"errors": {}, "notice": "", "typed": typed, "discrepancy": discrepancy, **values}
    payment = visit.path_params["payment"]
    return render(
        visit, "money/refund_request.html", status=status, ledger=ledger, payment=payment, **shown
    )


def _refusal(visit: Visit, refund: Refund) -> ReasonForm:
    facts = {
        "money.amount": formatting.amount(refund.amount, visit.language),
        "money.dossier": refund.dossier or "-",
        "refund.why": refund.why,
    }
    back = f"/ke-toan/hoan/{refund.refund}"
    return ReasonForm("refuse.title", "refuse.lead", "refuse.go", back, facts)
