"""What the fee of a draft depends on: its case, a group that pays less, and quantities."""

import re
from typing import Any, Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.filing.api import FilingApi
from front.filing.models import Draft
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.catalogue.api import CatalogueApi
from portal.catalogue.models import Quotation
from portal.public_api import PublicApi
from portal.session import anybody, owner

COUNT: Final = "so-luong."
WHOLE_NUMBER: Final = re.compile(r"[0-9]{1,6}")


def show_fee_terms(visit: Visit, api: PublicApi) -> PageResponse:
    """What may be chosen, and what it costs now; raises ApiProblem, NoResponse."""
    draft = FilingApi(api.routes, owner(visit)).draft(visit.path_params["draft"]).content
    if draft.state == "filed":
        return redirect(visit.site.link(f"/nop/{draft.draft}/da-nop"))
    return _page(visit, api, draft, {})


def choose_fee_terms(visit: Visit, api: PublicApi) -> PageResponse:
    """Store the choice; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    filing = FilingApi(api.routes, owner(visit))
    draft = filing.draft(visit.path_params["draft"]).content
    errors: dict[str, str] = {}
    terms = _terms(visit, errors)
    if errors:
        return _page(visit, api, draft, errors)
    try:
        filing.state(draft.draft, _without_lines_that_are_gone(visit, api, draft, terms))
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, draft, {"fee_case": sentence(visit, problem)})
    return redirect(visit.site.link(f"/nop/{draft.draft}"))


def _terms(visit: Visit, errors: dict[str, str]) -> dict[str, Any]:
    counts: dict[str, int] = {}
    for name, value in visit.form.items():
        line = name.removeprefix(COUNT)
        if line == name or not value.strip():
            continue
        if WHOLE_NUMBER.fullmatch(value.strip()):
            counts[line] = int(value)
        else:
            errors[name.replace(".", "-")] = visit.translate("quotation.count_malformed")
    return {
        "fee_case": visit.form.get("fee_case") or None,
        "group": visit.form.get("group") or None,
        "counts": counts,
    }


def _without_lines_that_are_gone(
    visit: Visit, api: PublicApi, draft: Draft, terms: dict[str, Any]
) -> dict[str, Any]:
    """Another case or group may count other lines: quantities of the rest mean nothing there."""
    chosen = {"procedure": draft.procedure, "case": draft.case}
    chosen |= {name: terms[name] for name in ("fee_case", "group")}
    fees = CatalogueApi(api.routes, anybody(visit)).quote(chosen).fees
    counted = {each.line for each in fees if each.unit}
    counts = {line: count for line, count in terms["counts"].items() if line in counted}
    return {**terms, "counts": counts}


def _quotation(visit: Visit, api: PublicApi, draft: Draft) -> Quotation:
    terms = {
        "procedure": draft.procedure,
        "case": draft.case,
        "fee_case": draft.fee_case,
        "group": draft.group,
        "counts": draft.counts,
    }
    return CatalogueApi(api.routes, anybody(visit)).quote(terms)


def _page(visit: Visit, api: PublicApi, draft: Draft, errors: dict[str, str]) -> PageResponse:
    return render(
        visit,
        "draft_fee.html",
        status=422 if errors else 200,
        draft=draft,
        quotation=_quotation(visit, api, draft),
        chosen={
            "fee_case": visit.form.get("fee_case", draft.fee_case or ""),
            "group": visit.form.get("group", draft.group or ""),
        },
        count=COUNT,
        errors=errors,
    )
