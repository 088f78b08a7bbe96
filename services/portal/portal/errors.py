"""Error pages of the portal's own: a look-up that has ended, a key that no longer opens, a draft
that is no more.
"""

from front.api_problem import ApiProblem
from front.error_pages import explained
from front.filing.draft_missing import DraftMissing
from front.http_client import NoResponse
from front.responses import PageResponse, redirect, render
from front.visit import FormExpired, SignInRequired, Visit
from kit.platform import log
from portal.session import LookupRequired, session_of

LOOKUP_PATHS = ("/tra-cuu", "/ho-so")
"""Where nobody pays: their errors do not speak of money."""
OF_THE_LIBRARY = (ApiProblem, FormExpired, NoResponse, SignInRequired)


def own_errors(visit: Visit, error: Exception) -> PageResponse | None:
    """The page; None where that of the library fits."""
    match error:
        case LookupRequired():
            return redirect(visit.site.link("/tra-cuu?expired"))
        case ApiProblem(status=429) if session_of(visit).key and "dossier" not in visit.path_params:
            return explained(visit, "key", 429)
        case DraftMissing():
            return render(visit, "no_draft.html", status=404)
    if visit.path in LOOKUP_PATHS and not isinstance(error, OF_THE_LIBRARY):
        log.failure("unexpected", error, path=visit.path)
        return explained(visit, "unavailable", 500)
    return None
