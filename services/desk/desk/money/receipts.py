"""The receipt (biên lai), made to be printed on A5, and the correction of a mistaken one."""

from collections.abc import Mapping
from typing import Any, Final

from desk.money.acts import PAYMENTS, refusal, write
from desk.money.models import Fee, FeeLine, Receipt
from desk.public_api import PublicApi
from front.api import part
from front.api_problem import ApiProblem
from front.forms.reading import number
from front.responses import PageResponse, redirect, render
from front.visit import Form, Visit

LONGEST_AMOUNT: Final = 12


def show_receipt(visit: Visit, api: PublicApi) -> PageResponse:
    """The receipt with the change to give; raises ApiProblem, NoResponse."""
    fee = visit.path_params["fee"]
    try:
        receipt = _read(visit, api)
    except ApiProblem as problem:
        if problem.status != 404:
            raise
        return render(visit, "money/no_receipt.html", status=404, fee=fee)
    tendered = visit.query.get("dua", "")
    is_number = tendered.isascii() and tendered.isdecimal() and len(tendered) <= LONGEST_AMOUNT
    paid = int(tendered) if is_number and receipt.method == "cash" else 0
    change = max(0, paid - receipt.total)
    dossier = api.read(visit, Fee, PAYMENTS, f"/fees/{part(fee)}").dossier
    return render(
        visit, "money/receipt.html", receipt=receipt, dossier=dossier, paid=paid, change=change
    )


def show_correction(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a mistake; raises ApiProblem, NoResponse."""
    receipt = _read(visit, api)
    return _form(visit, receipt, Form(tuple(_values(receipt).items())), {})


def correct_receipt(visit: Visit, api: PublicApi) -> PageResponse:
    """A mistake is reported, or a receipt replaces it; raises FormExpired, ApiProblem,
    NoResponse.
    """
    visit.require_form()
    receipt = _read(visit, api)
    errors = _mistakes(visit, receipt)
    if errors:
        return _form(visit, receipt, visit.form, errors, status=422)
    try:
        path = f"/fees/{part(receipt.fee)}/receipt/correction"
        write(visit, api, Receipt, path, _body(visit.form, receipt))
    except ApiProblem as problem:
        notice = refusal(visit, problem)
        return _form(visit, receipt, visit.form, {}, status=problem.status, notice=notice)
    return redirect(visit.site.link(f"/thu-ngan/{receipt.fee}?xong=corrected"))


def _read(visit: Visit, api: PublicApi) -> Receipt:
    path = f"/fees/{part(visit.path_params['fee'])}/receipt"
    return api.read(visit, Receipt, PAYMENTS, path)


def _values(receipt: Receipt) -> dict[str, str]:
    """What the form holds before anything is typed."""
    lines = {
        key: value
        for at, line in enumerate(receipt.lines)
        for key, value in ((f"name.{at}", line.name), (f"amount.{at}", str(line.amount)))
    }
    return {"why": "", "kind": "", "identity": "", **lines}


def _lines(form: Mapping[str, str], receipt: Receipt) -> list[dict[str, Any]]:
    return [
        {"name": form.get(f"name.{at}", "").strip(), "amount": number(form.get(f"amount.{at}", ""))}
        for at in range(len(receipt.lines))
    ]


def _mistakes(visit: Visit, receipt: Receipt) -> dict[str, str]:
    """Field -> what is wrong with it."""
    form, errors = visit.form, {}
    if not form.get("why", "").strip():
        errors["why"] = visit.translate("correction.why_missing")
    if form.get("kind") not in ("told", "replaced"):
        errors["kind"] = visit.translate("correction.kind_missing")
    lines = _lines(form, receipt)
    if form.get("kind") == "replaced":
        for at, line in enumerate(lines):
            if not isinstance(line["amount"], int) or line["amount"] < 0:
                errors[f"amount-{at}"] = visit.translate("correction.amount_wrong")
            if not line["name"]:
                errors[f"name-{at}"] = visit.translate("correction.name_missing")
        amounts = [line["amount"] for line in lines]
        if not errors and sum(amounts) != receipt.total:
            errors["amount-0"] = visit.translate("correction.total_differs")
    return errors


def _body(form: Form, receipt: Receipt) -> dict[str, Any]:
    """What payments gets; lines only where they differ."""
    replace = form.get("kind") == "replaced"
    lines = _lines(form, receipt)
    changed = lines != [{"name": line.name, "amount": line.amount} for line in receipt.lines]
    return {
        "receipt": form.get("receipt", ""),
        "why": form.get("why", "").strip(),
        "replace": replace,
        "lines": lines if replace and changed else None,
        "identity": form.get("identity", "").strip().upper() or None if replace else None,
    }


def _form(
    visit: Visit,
    receipt: Receipt,
    typed: Mapping[str, str],
    errors: Mapping[str, str],
    *,
    status: int = 200,
    notice: str = "",
) -> PageResponse:
    lines: tuple[FeeLine, ...] = receipt.lines
    return render(
        visit,
        "money/correction.html",
        status=status,
        receipt=receipt,
        lines=lines,
        typed=typed,
        errors=errors,
        notice=notice,
    )
