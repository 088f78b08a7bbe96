"""Payment attempts by dossier, by the reference of a transfer or by day, and the ledger of one."""

from functools import partial
from typing import Final

from desk.money.account_names import account_name
from desk.money.accounting_models import Ledger, Payments
from desk.money.acts import PAYMENTS
from desk.money.models import Payment
from desk.money.typed_day import iso_day
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit

CRITERIA: Final = {"ho-so": "dossier", "noi-dung": "reference", "ngay": "day"}
"""Our name of a criterion -> that of the route."""


def show_payments(visit: Visit, api: PublicApi) -> PageResponse:
    """The form, and what was found by the first criterion that is filled in."""
    typed = {ours: visit.query.get(ours, "").strip() for ours in CRITERIA}
    chosen = next((ours for ours in CRITERIA if typed[ours]), "")
    page, error = None, ""
    if chosen:
        text = typed[chosen]
        value = iso_day(text) if chosen == "ngay" else text.upper()
        query = {CRITERIA[chosen]: value, "cursor": visit.query.get("sau", "")}
        try:
            page = api.read(visit, Payments, PAYMENTS, "/payments", query)
        except ApiProblem as problem:
            if problem.status not in (404, 422):
                raise
            error = visit.translate("search.nothing" if problem.status == 404 else "search.wrong")
    return render(
        visit,
        "money/payments.html",
        status=422 if error else 200,
        typed=typed,
        chosen=chosen,
        page=page,
        error=error,
    )


def show_payment(visit: Visit, api: PublicApi) -> PageResponse:
    """A payment with its ledger; raises ApiProblem, NoResponse."""
    path = f"/payments/{part(visit.path_params['payment'])}"
    payment = api.read(visit, Payment, PAYMENTS, path)
    ledger = api.read(visit, Ledger, PAYMENTS, f"{path}/ledger")
    return render(
        visit,
        "money/payment.html",
        payment=payment,
        ledger=ledger,
        account_name=partial(account_name, visit),
    )
