"""The request to withdraw a dossier (rút hồ sơ): what it means, why, and the confirmation."""

from typing import Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.dossier_access import access_of
from portal.own.show import own_api
from portal.public_api import PublicApi

LONGEST: Final = 2000


def show_withdrawal(visit: Visit, api: PublicApi) -> PageResponse:
    """What a withdrawal means, and the reason; raises ApiProblem, NoResponse."""
    return _page(visit, api)


def request_withdrawal(visit: Visit, api: PublicApi) -> PageResponse:
    """Send the request; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    access = access_of(visit)
    reason = visit.form.get("reason", "").strip()
    errors: dict[str, str] = {}
    if not reason:
        errors["reason"] = visit.translate("withdrawal.reason_missing")
    elif len(reason) > LONGEST:
        errors["reason"] = visit.translate("withdrawal.reason_long", most=LONGEST)
    if visit.form.get("sure") != "1":
        errors["sure"] = visit.translate("withdrawal.sure_missing")
    if errors:
        return _page(visit, api, errors)
    key = visit.idempotency_key("withdrawal", access.code)
    try:
        own_api(visit, api).request_withdrawal(reason, key)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, api, {"reason": sentence(visit, problem)})
    return redirect(visit.site.link(f"{access.home}?da-gui=rut"))


def _page(visit: Visit, api: PublicApi, errors: dict[str, str] | None = None) -> PageResponse:
    return render(
        visit,
        "withdrawal.html",
        status=422 if errors else 200,
        access=access_of(visit),
        filed=own_api(visit, api).filed(),
        errors=errors or {},
    )
