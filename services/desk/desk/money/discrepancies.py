"""Discrepancies (chênh lệch đối soát): the list, one of them, and the signature of an official."""

from typing import Final

from desk.money.accounting_models import Discrepancies, Discrepancy
from desk.money.acts import PAYMENTS, write
from desk.money.reason_form import ReasonForm
from desk.money.typed_day import iso_day
from desk.official_names import names_of
from desk.public_api import PublicApi
from front import formatting
from front.api import part
from front.api_problem import ApiProblem
from front.responses import PageResponse, render
from front.visit import Visit

STATES: Final = ("open", "signed", "resolved")


def show_discrepancies(visit: Visit, api: PublicApi) -> PageResponse:
    """Those in a state, perhaps of a day; raises ApiProblem, NoResponse."""
    chosen = visit.query.get("trang-thai", "")
    state, day = chosen if chosen in STATES else "open", visit.query.get("ngay", "")
    query = {"state": state, "day": iso_day(day), "cursor": visit.query.get("sau", "")}
    page, error = None, ""
    try:
        page = api.read(visit, Discrepancies, PAYMENTS, "/discrepancies", query)
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        error = visit.translate("money.day_wrong")
    return render(
        visit,
        "money/discrepancies.html",
        status=422 if error else 200,
        page=page,
        state=state,
        states=STATES,
        day_text=day,
        error=error,
    )


def show_discrepancy(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them, with the bank's line; the reading is recorded."""
    return discrepancy_page(visit, api, read_discrepancy(visit, api))


def show_signature(visit: Visit, api: PublicApi) -> PageResponse:
    """The form of a signature; raises ApiProblem, NoResponse."""
    return _signature(visit, read_discrepancy(visit, api)).page(visit)


def sign_discrepancy(visit: Visit, api: PublicApi) -> PageResponse:
    """The official answers for closing the day with it as it is."""
    visit.require_form()
    discrepancy = read_discrepancy(visit, api)

    def act(why: str) -> str:
        path = f"/discrepancies/{part(discrepancy.discrepancy)}/signature"
        write(visit, api, Discrepancy, path, {"reason": why})
        return f"/ke-toan/chenh-lech/{discrepancy.discrepancy}?xong=1"

    return _signature(visit, discrepancy).sent(visit, act)


def read_discrepancy(visit: Visit, api: PublicApi) -> Discrepancy:
    """That of the address; raises ApiProblem, NoResponse."""
    path = f"/discrepancies/{part(visit.path_params['discrepancy'])}"
    return api.read(visit, Discrepancy, PAYMENTS, path)


def discrepancy_page(visit: Visit, api: PublicApi, discrepancy: Discrepancy) -> PageResponse:
    """The page of one."""
    who = names_of(visit, api, [discrepancy.by])
    done = "xong" in visit.query
    return render(visit, "money/discrepancy.html", one=discrepancy, done=done, who=who)


def _signature(visit: Visit, discrepancy: Discrepancy) -> ReasonForm:
    facts = {
        "mismatch.kind": visit.translate(f"kind.{discrepancy.kind}"),
        "money.day": formatting.day(discrepancy.day, visit.language, numeric=True),
        "money.amount": formatting.amount(discrepancy.amount, visit.language),
    }
    back = f"/ke-toan/chenh-lech/{discrepancy.discrepancy}"
    return ReasonForm("sign.title", "sign.lead", "sign.go", back, facts)
