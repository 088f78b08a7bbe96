"""Where a dossier's notices go: a new phone or mailbox is proved by the code that is sent there."""

import re
from typing import Final

from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.dossier_access import access_of
from portal.own.show import own_api
from portal.public_api import PublicApi

DIGITS: Final = re.compile(r"[0-9]{6}")
NOT_A_DIGIT: Final = re.compile(r"[\s.-]")
WRONG: Final = (409, 422, 429)


def show_contact(visit: Visit, api: PublicApi) -> PageResponse:
    """Where notices go now, and the form for another phone or mailbox; raises ApiProblem."""
    return _page(visit, api)


def send_code(visit: Visit, api: PublicApi) -> PageResponse:
    """Send the code to the new phone or mailbox; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    access = access_of(visit)
    kind = "email" if visit.form.get("kind") == "email" else "phone"
    address = visit.form.get(kind, "").strip()
    if not address:
        return _page(visit, api, {kind: visit.translate(f"profile.{kind}_missing")})
    content = {kind: address, "dossier": access.code, "language": visit.language}
    key = visit.idempotency_key("contact", access.code, kind, address)
    try:
        code = own_api(visit, api).send_contact_code(content, key)
    except ApiProblem as problem:
        if problem.status not in WRONG:
            raise
        return _page(visit, api, {kind: _sentence(visit, problem)}, problem.status)
    return redirect(visit.site.link(f"{access.base}/lien-lac/{code.contact_code}"))


def show_code_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The field for the six digits."""
    return _code_page(visit)


def confirm_code(visit: Visit, api: PublicApi) -> PageResponse:
    """Confirm the new phone or mailbox; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    access, contact_code = access_of(visit), visit.path_params["contact_code"]
    digits = NOT_A_DIGIT.sub("", visit.form.get("code", ""))
    if not DIGITS.fullmatch(digits):
        return _code_page(visit, visit.translate("contact.code_malformed"))
    key = visit.idempotency_key("confirm", contact_code, digits)
    try:
        own_api(visit, api).confirm_contact(contact_code, digits, key)
    except ApiProblem as problem:
        if problem.status not in WRONG:
            raise
        return _code_page(visit, sentence(visit, problem), problem.status)
    return redirect(visit.site.link(f"{access.base}/lien-lac?xong"))


def _sentence(visit: Visit, problem: ApiProblem) -> str:
    return next((each.detail for each in problem.errors if each.detail), sentence(visit, problem))


def _page(
    visit: Visit, api: PublicApi, errors: dict[str, str] | None = None, status: int = 422
) -> PageResponse:
    return render(
        visit,
        "contact.html",
        status=status if errors else 200,
        access=access_of(visit),
        filed=own_api(visit, api).filed(),
        errors=errors or {},
        is_changed="xong" in visit.query,
    )


def _code_page(visit: Visit, error: str = "", status: int = 422) -> PageResponse:
    errors = {"code": error} if error else {}
    return render(
        visit,
        "contact_code.html",
        status=status if error else 200,
        access=access_of(visit),
        errors=errors,
    )
