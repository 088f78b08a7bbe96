"""The cash desk's search: a dossier's code, the text of its QR code, an identity number or a name.

It is sent by POST: what is typed may be personal.
"""

import re
from typing import Final

from desk.money.acts import PAYMENTS
from desk.money.models import Fees
from desk.public_api import PublicApi
from desk.work.api import search
from front.api import part
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

SHORTEST: Final = 2
LONGEST: Final = 500
CODE: Final = re.compile(
    r"(?:[0-9]{3}\.[0-9]{2}\.[0-9]{2}\.[A-Z][0-9]{2}|[A-Z][0-9]{2}(?:\.[0-9]{2,3}){0,3})"
    r"-[0-9]{6}-[0-9]{4,10}"
)
"""A whole dossier code: it needs no search."""


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The empty form."""
    return _form(visit, "")


def find_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """On to the fees of the dossier that was found, or a list; raises FormExpired, NoResponse."""
    visit.require_form()
    text = visit.form.get("text", "").strip()
    if CODE.fullmatch(text.upper()):
        return redirect(visit.site.link(f"/thu-ngan/ho-so/{text.upper()}"))
    if not SHORTEST <= len(text) <= LONGEST:
        return _form(visit, text, error=visit.translate("cash.find_missing"))
    try:
        cases = search(api, visit, text).items
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        return _form(visit, text, error=sentence(visit, problem))
    if len(cases) == 1:
        return redirect(visit.site.link(f"/thu-ngan/ho-so/{cases[0].code}"))
    return render(visit, "money/find.html", text=text, cases=cases, errors={})


def show_dossier(visit: Visit, api: PublicApi) -> PageResponse:
    """The fees of a dossier; raises ApiProblem (404 for a foreign one), NoResponse."""
    code = visit.path_params["dossier"]
    fees = api.read(visit, Fees, PAYMENTS, f"/dossiers/{part(code)}/fees").items
    return render(visit, "money/dossier.html", code=code, fees=fees)


def _form(visit: Visit, text: str, error: str = "") -> PageResponse:
    errors = {"text": error} if error else {}
    status = 422 if error else 200
    return render(visit, "money/find.html", status=status, text=text, cases=None, errors=errors)
