"""How notices come: also mails that the law does not demand, and SMS with accents."""

from front.api import Change
from front.api_problem import ApiModel, ApiProblem
from front.error_pages import sentence
from front.responses import PageResponse, redirect, render
from front.visit import Visit
from portal.public_api import PublicApi
from portal.session import owner

PATH = "/me/preferences"


class Preferences(ApiModel):
    """`mail`: also mails that the law does not demand; `accents`: SMS with accents."""

    mail: bool = True
    accents: bool = False
    language: str | None = None


def show_preferences(visit: Visit, api: PublicApi) -> PageResponse:
    """What is chosen; raises ApiProblem, NoResponse."""
    chosen = api.routes.read(Preferences, owner(visit), "notifications", PATH)
    return _page(visit, chosen)


def choose_preferences(visit: Visit, api: PublicApi) -> PageResponse:
    """Store the choice; raises FormExpired, ApiProblem, NoResponse."""
    visit.require_form()
    language = visit.form.get("language", "")
    chosen = Preferences(
        mail=visit.form.get("mail") == "1",
        accents=visit.form.get("accents") == "1",
        language=language if language in ("vi", "en") else None,
    )
    change = Change("PUT", "notifications", PATH, chosen.model_dump())
    try:
        api.routes.change(Preferences, owner(visit), change)
    except ApiProblem as problem:
        if problem.status not in (409, 422):
            raise
        return _page(visit, chosen, sentence(visit, problem))
    return redirect(visit.site.link("/toi/thong-bao?xong"))


def _page(visit: Visit, chosen: Preferences, error: str = "") -> PageResponse:
    return render(
        visit,
        "preferences.html",
        status=422 if error else 200,
        chosen=chosen,
        error=error,
        is_changed="xong" in visit.query,
    )
