"""Refunds that a cashier pays out in cash, once two accountants have agreed to them."""

from typing import Any

from desk.money.acts import PAYMENTS, refusal, write
from desk.money.cash_models import Refund, Refunds
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit


def show_payouts(visit: Visit, api: PublicApi) -> PageResponse:
    """What is to be paid out in cash; raises ApiProblem, NoResponse."""
    query = {"state": "open", "method": "cash", "cursor": visit.query.get("sau", "")}
    refunds = api.read(visit, Refunds, PAYMENTS, "/refunds", query)
    done = "xong" in visit.query
    return render(visit, "money/payouts.html", refunds=refunds, done=done)


def show_payout(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them, with what to check before the money is given."""
    return _page(visit, _read(visit, api))


def pay_out(visit: Visit, api: PublicApi) -> PageResponse:
    """The payer has the cash; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    refund = _read(visit, api)
    try:
        write(visit, api, Refund, f"/refunds/{part(refund.refund)}/payout", {})
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        return _page(visit, _read(visit, api), status=problem.status, notice=notice)
    return redirect(visit.site.link("/thu-ngan/hoan?xong=1"))


def _read(visit: Visit, api: PublicApi) -> Refund:
    return api.read(visit, Refund, PAYMENTS, f"/refunds/{part(visit.path_params['refund'])}")


def _page(visit: Visit, refund: Refund, *, status: int = 200, notice: str = "") -> PageResponse:
    values: dict[str, Any] = {"refund": refund, "notice": notice}
    return render(visit, "money/payout.html", status=status, **values)
