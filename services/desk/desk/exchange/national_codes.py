"""Codes of the National Portal for what our catalogue has, and the one that is set by hand."""

from datetime import datetime
from typing import Final
from urllib.parse import urlencode

from desk.exchange.routes import CODE
from desk.official_names import names_of
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import Change, part
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

KINDS: Final = ("component", "result", "procedure", "field", "agency")
STATES: Final = ("unmatched", "by_name", "by_hand", "by_code", "by_catalogue")


class NationalCode(ApiModel):
    """What stands for one thing of ours."""

    kind: str
    ours: str
    name: str
    code: str
    national_name: str
    state: str
    at: datetime
    by: str | None = None


class NationalCodes(ApiModel):
    """A page of them."""

    items: tuple[NationalCode, ...]
    next: str | None = None


def show_codes(visit: Visit, api: PublicApi) -> PageResponse:
    """Those of one kind and state; raises ApiProblem, NoResponse."""
    kind = _chosen(visit.query.get("loai", ""), KINDS)
    state = _chosen(visit.query.get("tinh-trang", ""), STATES)
    after = visit.query.get("sau", "")
    query = {"kind": kind, "state": state, "cursor": after}
    page = api.read(visit, NationalCodes, "exchange", "/mappings", query)
    return render(
        visit,
        "exchange/codes.html",
        page=page,
        kind=kind,
        state=state,
        kinds=KINDS,
        states=STATES,
        after=after,
        is_done="xong" in visit.query,
    )


def show_code(visit: Visit, api: PublicApi) -> PageResponse:
    """One of them; raises ApiProblem, NoResponse."""
    return _page(visit, api, visit.query.get("loai", ""), visit.query.get("ma", ""))


def set_code(visit: Visit, api: PublicApi) -> PageResponse:
    """It is set, or given back to the comparison; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    kind, ours = visit.form.get("kind", ""), visit.form.get("ours", "")
    code = visit.form.get("code", "").strip() or None
    try:
        api.change(
            visit, NationalCode, Change("PUT", "exchange", _path(kind, ours), {"code": code})
        )
    except ApiProblem as problem:
        if problem.status not in (400, 422):
            raise
        return _page(visit, api, kind, ours, sentence(visit, problem), problem.status)
    return redirect(visit.site.link(f"{CODE}?{urlencode({'loai': kind, 'ma': ours})}&xong=1"))


def _page(
    visit: Visit, api: PublicApi, kind: str, ours: str, error: str = "", status: int = 200
) -> PageResponse:
    code = api.read(visit, NationalCode, "exchange", _path(kind, ours))
    return render(
        visit,
        "exchange/code.html",
        status=status,
        code=code,
        who=names_of(visit, api, [code.by]),
        may_set=has_role(visit, ("admin",)),
        error=error,
        is_done="xong" in visit.query,
    )


def _path(kind: str, ours: str) -> str:
    """Raises ApiProblem (404) of another kind."""
    if kind not in KINDS or not ours:
        raise ApiProblem(404, "not_found", "")
    return f"/mappings/{kind}/{part(ours)}"


def _chosen(text: str, allowed: tuple[str, ...]) -> str:
    return text if text in allowed else allowed[0]
