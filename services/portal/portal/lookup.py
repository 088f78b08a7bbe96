"""The look-up: the form for dossier code and look-up key."""

from collections.abc import Mapping
from typing import Final

from front.api import Caller
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.input import normalize_code, normalize_lookup_key, validate
from portal.public_api import PublicApi
from portal.session import PortalSession

EMPTY: Final[Mapping[str, str]] = {}


def show_form(visit: Visit, _: PublicApi) -> PageResponse:
    """The empty form."""
    return form_page(visit, notice="lookup.expired" if "expired" in visit.query else "")


def look_up(visit: Visit, api: PublicApi) -> PageResponse:
    """Validate the form, then redirect to the dossier; raises FormExpired."""
    visit.require_form()
    code = normalize_code(visit.form.get("code", ""))
    key = normalize_lookup_key(visit.form.get("key", ""))
    errors = validate(code, key)
    if errors:
        return form_page(visit, input=visit.form, errors=errors, status=422)
    try:
        api.dossier(Caller(visit.language, key=key), code)
    except ApiProblem as problem:
        return problem_page(visit, code, problem)
    except NoResponse:
        errors = {"code": "lookup.no_response"}
        return form_page(visit, input={"code": code}, errors=errors, status=503)
    session = PortalSession.begin(visit.random_token, visit.now, visit.session.language)
    return redirect(visit.site.link("/ho-so"), session.evolve(code=code, key=key))


def end_session(visit: Visit, _: PublicApi) -> PageResponse:
    """Replace the session by an empty one; raises FormExpired."""
    visit.require_form()
    session = PortalSession.begin(visit.random_token, visit.now, visit.session.language)
    return redirect(visit.site.link("/tra-cuu"), session)


def problem_page(visit: Visit, code: str, problem: ApiProblem) -> PageResponse:
    """The form after a failed look-up; it does not tell whether the code or the key was wrong."""
    if problem.status != 429:
        return form_page(
            visit, input={"code": code}, errors={"code": "lookup.not_found"}, status=404
        )
    wait = problem.retry_after or 0
    return form_page(
        visit,
        input={"code": code},
        errors={"code": "lookup.too_many_wait" if wait else "lookup.too_many"},
        status=429,
        minutes=-(-wait // 60),
    )


def form_page(
    visit: Visit,
    *,
    input: Mapping[str, str] = EMPTY,
    notice: str = "",
    errors: Mapping[str, str] = EMPTY,
    status: int = 200,
    minutes: int = 0,
) -> PageResponse:
    """The form with its input and errors, so that the visitor corrects it without retyping;
    `minutes`: how long wrong ones are refused.
    """
    sentences = {name: visit.translate(key, minutes=minutes) for name, key in errors.items()}
    return render(visit, "lookup.html", status=status, input=input, notice=notice, errors=sentences)
