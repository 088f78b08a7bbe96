"""The resolution of a discrepancy: how its money ends, and why."""

from dataclasses import dataclass, field
from typing import Any, Final

from desk.money.accounting_models import Discrepancies, Discrepancy, DiscrepancySummary
from desk.money.acts import PAYMENTS, refusal, write
from desk.money.discrepancies import read_discrepancy
from desk.money.find import CODE
from desk.money.models import Fees
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, redirect, render
from front.visit import Visit

WAYS: Final = ("allocated", "returned", "booked", "explained", "sent_again")
UNMATCHED: Final = ("unmatched_transfer", "underpaid", "number_reused")
OUTGOING: Final = "unmatched_outgoing"


@dataclass(frozen=True, slots=True)
class ResolutionForm:
    """The form for one discrepancy; `others` are open ones that may belong to it."""

    visit: Visit
    discrepancy: Discrepancy
    others: tuple[DiscrepancySummary, ...] = field(default=())

    def page(
        self, errors: dict[str, str] | None = None, *, notice: str = "", status: int = 200
    ) -> PageResponse:
        """The form with what was typed."""
        return render(
            self.visit,
            "money/resolution.html",
            status=status,
            one=self.discrepancy,
            ways=WAYS,
            incoming=[each for each in self.others if each.kind in UNMATCHED],
            outgoing=[each for each in self.others if each.kind == OUTGOING],
            typed=self.visit.form,
            together=self.visit.form.all("together"),
            errors=errors or {},
            notice=notice,
        )

    @property
    def mistakes(self) -> dict[str, str]:
        """Field -> what is wrong with it."""
        form, errors = self.visit.form, {}
        if form.get("how") not in WAYS:
            errors["how"] = self.visit.translate("resolve.how_missing")
        if form.get("how") == "returned" and not form.get("outgoing"):
            errors["outgoing"] = self.visit.translate("resolve.outgoing_missing")
        if not form.get("why", "").strip():
            errors["why"] = self.visit.translate("reason.missing")
        return errors


def show_resolution(visit: Visit, api: PublicApi) -> PageResponse:
    """The form; raises ApiProblem, NoResponse."""
    return _form(visit, api).page()


def resolve_discrepancy(visit: Visit, api: PublicApi) -> PageResponse:
    """The discrepancy ends; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    form = _form(visit, api)
    errors = form.mistakes
    fee = visit.form.get("fee", "")
    if visit.form.get("how") == "allocated" and visit.form.get("dossier", "").strip():
        fee = _due_fee(visit, api, visit.form["dossier"].strip().upper())
        if not fee:
            errors["dossier"] = visit.translate("resolve.no_single_fee")
    if errors:
        return form.page(errors, status=422)
    one = form.discrepancy.discrepancy
    try:
        write(visit, api, Discrepancy, f"/discrepancies/{part(one)}/resolution", _body(visit, fee))
    except ApiProblem as problem:
        return form.page(notice=refusal(visit, problem), status=problem.status)
    return redirect(visit.site.link(f"/ke-toan/chenh-lech/{one}?xong=1"))


def _body(visit: Visit, fee: str) -> dict[str, Any]:
    """What payments gets: of each way its own parts."""
    form, how = visit.form, visit.form["how"]
    return {
        "how": how,
        "fee": fee or None if how == "allocated" else None,
        "together": form.all("together") if how == "allocated" else [],
        "outgoing": form.get("outgoing") or None if how == "returned" else None,
        "reason": form["why"].strip(),
    }


def _due_fee(visit: Visit, api: PublicApi, code: str) -> str:
    """The one fee of a dossier that is due; "" where there is none, or more than one."""
    if not CODE.fullmatch(code):
        return ""
    try:
        fees = api.read(visit, Fees, PAYMENTS, f"/dossiers/{part(code)}/fees").items
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return ""
    due = [each.fee for each in fees if each.state == "due"]
    return due[0] if len(due) == 1 else ""


def _form(visit: Visit, api: PublicApi) -> ResolutionForm:
    discrepancy = read_discrepancy(visit, api)
    query = {"state": "open", "limit": "100"}
    others = api.read(visit, Discrepancies, PAYMENTS, "/discrepancies", query).items
    own = discrepancy.discrepancy
    return ResolutionForm(visit, discrepancy, tuple(o for o in others if o.discrepancy != own))
