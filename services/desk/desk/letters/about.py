"""The letters about a dossier: those that the official's agencies write or got."""

from desk.letters.acts import LETTERS
from desk.letters.models import LetterPage
from desk.letters.routes import DRAFTERS
from desk.public_api import PublicApi
from desk.session import has_role
from front.api import part
from front.responses import PageResponse, render
from front.visit import Visit


def show(visit: Visit, api: PublicApi) -> PageResponse:
    """The oldest first; raises ApiProblem, NoResponse."""
    code = visit.path_params["dossier"]
    page = api.read(visit, LetterPage, LETTERS, f"/dossiers/{part(code)}/letters")
    return render(
        visit,
        "letters/about.html",
        code=code,
        page=page,
        recipient=visit.query.get("gui-den", ""),
        may_draft=has_role(visit, DRAFTERS),
    )
