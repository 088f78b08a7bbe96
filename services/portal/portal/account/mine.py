"""What is mine: drafts and dossiers."""

from collections.abc import Callable

from front.api import together
from front.api_problem import ApiProblem
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.account.api import AccountApi
from portal.account.models import OwnDossiers
from portal.filing.models import Drafts
from portal.public_api import PublicApi
from portal.session import owner


def show_mine(visit: Visit, api: PublicApi) -> PageResponse:
    """Drafts and dossiers; a part without a response is marked. Raises ApiProblem (401)."""
    account = AccountApi(api.routes, owner(visit))
    after = visit.query.get("sau", "")
    reads: tuple[Callable[[], Drafts | OwnDossiers], ...] = (
        account.drafts,
        lambda: account.dossiers(after),
    )
    drafts, dossiers = together(*reads)
    for part in (drafts, dossiers):
        if isinstance(part, ApiProblem) and part.status in (401, 403):
            raise part
    return render(
        visit,
        "mine.html",
        drafts=_available(drafts),
        dossiers=_available(dossiers),
        after=after,
    )


def _available(
    part: Drafts | OwnDossiers | NoResponse | ApiProblem,
) -> Drafts | OwnDossiers | None:
    return None if isinstance(part, NoResponse | ApiProblem) else part
