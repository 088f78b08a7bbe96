"""A fee at the cash desk: what is due, and cash with the money given and the change."""

from dataclasses import dataclass
from typing import Any, Final

from desk.money.acts import PAYMENTS, refusal, write
from desk.money.models import Fee, Payment
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.forms.reading import number
from front.responses import PageResponse, redirect, render
from front.visit import Visit

DONE: Final = ("waived", "void", "proposed", "corrected")
"""What a page before this one may have done."""
TOO_MUCH: Final = 100_000_000
"""đồng beyond the fee: nobody hands over that much; a slip of the keyboard."""


@dataclass(frozen=True, slots=True)
class TenderedCash:
    """What a payer hands over, as it was typed; an empty field is the exact amount."""

    typed: str
    total: int

    @property
    def amount(self) -> int | None:
        """đồng; None for what is no such number, too little or far too much."""
        read = number(self.typed) if self.typed else self.total
        fits = isinstance(read, int) and self.total <= read <= self.total + TOO_MUCH
        return read if isinstance(read, int) and fits else None


def show_fee(visit: Visit, api: PublicApi) -> PageResponse:
    """The fee; raises ApiProblem (404 for a foreign one), NoResponse."""
    return fee_page(visit, read_fee(visit, api))


def take_cash(visit: Visit, api: PublicApi) -> PageResponse:
    """A last look at money and change, then the fee is taken; raises FormExpired, ApiProblem,
    NoResponse.
    """
    visit.require_form()
    fee = read_fee(visit, api)
    typed = visit.form.get("tendered", "").strip()
    tendered = TenderedCash(typed, fee.total).amount
    if fee.state != "due":
        return fee_page(visit, fee, status=409, notice=visit.translate("cash.not_due_any_more"))
    if tendered is None:
        errors = {"tendered": visit.translate("cash.given_wrong")}
        return fee_page(visit, fee, status=422, errors=errors, tendered=typed)
    if visit.form.get("action") != "confirm" or visit.form.get("total") != str(fee.total):
        change = tendered - fee.total
        return render(visit, "money/take_cash.html", fee=fee, tendered=tendered, change=change)
    try:
        write(visit, api, Payment, f"/fees/{part(fee.fee)}/cash", {})
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        return fee_page(visit, read_fee(visit, api), status=problem.status, notice=notice)
    return redirect(visit.site.link(f"/thu-ngan/{fee.fee}/bien-lai?dua={tendered}"))


def read_fee(visit: Visit, api: PublicApi) -> Fee:
    """The fee of the address; raises ApiProblem, NoResponse."""
    return api.read(visit, Fee, PAYMENTS, f"/fees/{part(visit.path_params['fee'])}")


def fee_page(visit: Visit, fee: Fee, *, status: int = 200, **values: Any) -> PageResponse:
    """The page of a fee, with what is wrong."""
    done = visit.query.get("xong", "")
    shown = {"errors": {}, "notice": "", "tendered": "", **values}
    done = done if done in DONE else ""
    return render(visit, "money/fee.html", status=status, fee=fee, done=done, **shown)
