"""The search: by a code, its end, the text of a QR code, an identity number or a full name."""

from functools import partial
from typing import Final

from desk.public_api import PublicApi
from desk.work.api import search
from desk.work.due import due_words
from front.api_problem import ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit

SHORTEST: Final = 2
LONGEST: Final = 500


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The empty form."""
    return _page(visit, "")


def find(visit: Visit, api: PublicApi) -> PageResponse:
    """The case that was found, or a list; raises FormExpired, NoResponse."""
    visit.require_form()
    text = visit.form.get("text", "").strip()
    if not SHORTEST <= len(text) <= LONGEST:
        return _page(visit, text, error=visit.translate("find.missing"))
    try:
        cases = search(api, visit, text).items
    except ApiProblem as problem:
        if problem.status != 422:
            raise
        return _page(visit, text, error=sentence(visit, problem))
    if len(cases) == 1:
        return redirect(visit.site.link(f"/ho-so/{cases[0].code}"))
    return render(
        visit,
        "work/find.html",
        text=text,
        cases=cases,
        errors={},
        due_words=partial(due_words, visit),
    )


def _page(visit: Visit, text: str, error: str = "") -> PageResponse:
    errors = {"text": error} if error else {}
    status = 422 if error else 200
    return render(visit, "work/find.html", status=status, text=text, cases=None, errors=errors)
