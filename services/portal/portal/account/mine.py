"""What is mine: what waits for me, dossiers and drafts."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from front.api import together
from front.api_problem import ApiProblem
from front.filing.models import Drafts
from front.http_client import NoResponse
from front.responses import PageResponse, render
from front.visit import Visit
from portal.account.api import AccountApi
from portal.account.models import OwnDossiers, Waiting
from portal.public_api import PublicApi
from portal.session import owner

T = TypeVar("T")
Part = Drafts | OwnDossiers | Waiting | NoResponse | ApiProblem


def show_mine(visit: Visit, api: PublicApi) -> PageResponse:
    """What waits, dossiers and drafts; a part without a response is marked.

    Raises ApiProblem (401).
    """
    account = AccountApi(api.routes, owner(visit))
    after = visit.query.get("sau", "")
    reads: tuple[Callable[[], Drafts | OwnDossiers | Waiting], ...] = (
        account.drafts,
        lambda: account.dossiers(after),
        account.waiting,
    )
    parts = together(*reads[: 2 if after else 3])
    for part in parts:
        if isinstance(part, ApiProblem) and part.status in (401, 403):
            raise part
    return render(
        visit,
        "mine.html",
        drafts=_of(Drafts, parts),
        dossiers=_of(OwnDossiers, parts),
        waiting=_of(Waiting, parts),
        after=after,
    )


def _of(kind: type[T], parts: Sequence[Part]) -> T | None:
    return next((part for part in parts if isinstance(part, kind)), None)
